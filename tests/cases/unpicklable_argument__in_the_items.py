# /// case
# expect = "refuse"
# codes = ["MP201"]
# stdout = "[3, 5]\n"
# fork_works = false
# mentions = ["`lock`", "threading.RLock"]
# note = "The iterable is iterated in the parent, but each of its items is pickled."
# ///
import threading
from itertools import repeat
from multiprocessing import Pool


def add(lock, one, other):
    with lock:
        return one + other


def main():
    lock = threading.RLock()
    with Pool(2) as pool:
        print(pool.starmap(add, zip(repeat(lock), [1, 2], [2, 3])))


if __name__ == "__main__":
    main()
