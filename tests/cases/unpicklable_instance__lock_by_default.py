# /// case
# expect = "fix"
# codes = ["MP202"]
# stdout = "6\nlog\n"
# note = "Nobody who makes the instance gives it a lock."
# ///
"""A counter that makes a lock of its own where it is given none."""
import threading
from multiprocessing import Process


class Counter:
    def __init__(self, limit, lock=None):
        self.limit = limit
        self.lock = lock or threading.Lock()

    def count(self):
        print(sum(range(self.limit)), flush=True)


class Writer:
    def __init__(self, name, lock=None):
        if lock is None:
            lock = threading.Lock()
        self.name = name
        self.lock = lock

    def write(self):
        print(self.name, flush=True)

    def start(self):
        process = Process(target=self.write)
        process.start()
        process.join()


def main():
    counter = Counter(4)
    process = Process(target=counter.count)
    process.start()
    process.join()
    Writer("log").start()


if __name__ == "__main__":
    main()
