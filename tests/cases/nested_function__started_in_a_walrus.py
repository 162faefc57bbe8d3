# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "1\n2\n"
# note = "The process is made inside of the call that starts it: the loop can't bind `number` in between."
# ///
from multiprocessing import Process


def report():
    for number in [1, 2]:

        def show():
            print(number, flush=True)

        (process := Process(target=show)).start()
        process.join()


if __name__ == "__main__":
    report()
