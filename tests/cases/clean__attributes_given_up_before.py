# /// case
# expect = "clean"
# stdout = "[2, 3]\n[3, 4]\n"
# note = "Who sends the instance has closed and given up what pickle does not take, by setting or deleting it."
# ///
import sqlite3
from multiprocessing import Pool


class Store:
    def __init__(self, offset):
        self.offset = offset
        self.db = sqlite3.connect(":memory:")

    def load(self, number):
        return self.offset + number


def main():
    first = Store(1)
    first.db.close()
    first.db = None
    second = Store(2)
    second.db.close()
    del second.db
    with Pool(1) as pool:
        print(pool.map(first.load, [1, 2]))
        print(pool.map(second.load, [1, 2]))


if __name__ == "__main__":
    main()
