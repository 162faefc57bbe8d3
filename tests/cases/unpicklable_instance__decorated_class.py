# /// case
# expect = "refuse"
# codes = ["MP202"]
# mentions = ["`Job` is made in a way of its own"]
# stdout = "traced\nrun 1\n"
# note = "A decorator of the class changes its methods."
# ///
import threading
from multiprocessing import Process


def traced(cls):
    original = cls.run

    def run(self):
        print("traced", flush=True)
        original(self)

    cls.run = run
    return cls


@traced
class Job:
    def __init__(self, size):
        self.size = size
        self.lock = threading.Lock()

    def run(self):
        print("run", self.size, flush=True)

    def start(self):
        process = Process(target=self.run)
        process.start()
        process.join()


if __name__ == "__main__":
    Job(1).start()
