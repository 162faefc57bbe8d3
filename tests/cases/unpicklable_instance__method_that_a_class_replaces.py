# /// case
# expect = "refuse"
# codes = ["MP202"]
# stdout = "back up home\n"
# mentions = ['a subclass has a `run` of its own']
# note = "The base sends the method that another class has in its place."
# ///
"""A base class that runs a method in a child, and a class with a method of its own, which needs no lock."""
import threading
from multiprocessing import Process


class Job:
    def run(self):
        raise NotImplementedError

    def start(self):
        process = Process(target=self.run)
        process.start()
        process.join()


class Backup(Job):
    def __init__(self, name):
        self.name = name
        self.lock = threading.Lock()

    def run(self):
        print("back up", self.name, flush=True)


if __name__ == "__main__":
    Backup("home").start()
