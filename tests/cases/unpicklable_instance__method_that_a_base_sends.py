# /// case
# expect = "fix"
# codes = ["MP202"]
# stdout = "run nightly\n"
# note = "What is sent is an instance of the class that inherits the method."
# ///
"""A base class that runs a method in a child, and a class that adds a lock to it."""
import threading
from multiprocessing import Process


class Job:
    def __init__(self, name):
        self.name = name

    def run(self):
        print("run", self.name, flush=True)

    def start(self):
        process = Process(target=self.run)
        process.start()
        process.join()


class LockedJob(Job):
    def __init__(self, name):
        super().__init__(name)
        self.lock = threading.Lock()


if __name__ == "__main__":
    LockedJob("nightly").start()
