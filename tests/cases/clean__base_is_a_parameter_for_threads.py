# /// case
# expect = "clean"
# stdout = "ran 3\n"
# note = "The base of the class is a parameter, and all calls give `Thread` for it."
# ///
from multiprocessing import Process
from threading import Thread


def run(base, n):
    class Worker(base):
        def run(self):
            print("ran", n)

    worker = Worker()
    worker.start()
    worker.join()


if __name__ == "__main__":
    run(Thread, 3)
    assert not issubclass(Thread, Process)
