# /// case
# expect = "refuse"
# codes = ["MP105"]
# stdout = "3\n"
# mentions = ['it captures `lock`, which holds a `threading.Lock`']
# note = "A nested function that its decorator sends, and that could not be moved: nothing is changed."
# ///
import threading
from functools import wraps
from multiprocessing import Process


def in_process(function):
    @wraps(function)
    def run(*args):
        process = Process(target=function, args=args)
        process.start()
        process.join()

    return run


def main():
    lock = threading.Lock()

    @in_process
    def work(x):
        with lock:
            print(x, flush=True)

    work(3)


if __name__ == "__main__":
    main()
