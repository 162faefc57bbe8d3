# /// case
# expect = "refuse"
# args = ["--strategy", "fork"]
# codes = ["MP101"]
# mentions = ["chosen when the program runs"]
# stdout = "hi\n"
# note = "The start method is an option of the program, and stays one."
# ///
import multiprocessing as mp
import sys


def main(method=None):
    if method:
        mp.set_start_method(method, force=True)

    def child():
        print("hi", flush=True)

    p = mp.Process(target=child)
    p.start()
    p.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
