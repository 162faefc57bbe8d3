# /// case
# expect = "refuse"
# codes = ["MP202"]
# mentions = ["`add` changes `self.table`, which belongs to the class"]
# stdout = "['a', 'b']\n"
# note = "The method changes a dict that the class has, and reads it by the class: a function would change a copy."
# ///
import threading
from multiprocessing import Process


class Job:
    table = {"a": 1}

    def __init__(self, size):
        self.size = size
        self.lock = threading.Lock()

    def add(self):
        self.table["b"] = self.size
        print(sorted(Job.table), flush=True)

    def start(self):
        process = Process(target=self.add)
        process.start()
        process.join()


if __name__ == "__main__":
    Job(1).start()
