# /// case
# expect = "clean"
# stdout = "run 1\n"
# note = "The base class that says how it is pickled is in another file of the run."
# ///
from multiprocessing import Process

from mixins import Picklable
import threading


class Job(Picklable):
    def __init__(self, n):
        self.n = n
        self._lock = threading.Lock()

    def run(self):
        print("run", self.n)


if __name__ == "__main__":
    child = Process(target=Job(1).run)
    child.start()
    child.join()
