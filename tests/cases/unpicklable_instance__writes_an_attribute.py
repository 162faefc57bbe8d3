# /// case
# expect = "refuse"
# codes = ["MP202"]
# stdout = "1\n"
# mentions = ["`count` sets `self.total`", "__getstate__", "lock"]
# note = "The method changes its instance: a function has none to change."
# ///
import threading
from multiprocessing import Process


class Counter:
    def __init__(self):
        self.total = 0
        self.lock = threading.Lock()

    def count(self):
        self.total += 1
        print(self.total)


if __name__ == "__main__":
    counter = Counter()
    child = Process(target=counter.count)
    child.start()
    child.join()
