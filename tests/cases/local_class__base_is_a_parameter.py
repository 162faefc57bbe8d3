# /// case
# expect = "refuse"
# codes = ["MP103"]
# stdout = "ran 3\n"
# mentions = ["`base`"]
# note = "The base of the class is a parameter, and a call gives `Process` for it."
# ///
from multiprocessing import Process


def run(base, n):
    class Worker(base):
        def run(self):
            print("ran", n)

    worker = Worker()
    worker.start()
    worker.join()


if __name__ == "__main__":
    run(Process, 3)
