# /// case
# expect = "fix"
# codes = ["MP203"]
# stdout = "['aa', 'bbb']\n['cc', 'dd']\n"
# fork_works = false
# note = "What repeats one object has no end, so that the others say how many there are."
# ///
"""A lock that is repeated for each item."""
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import Lock, Pool


def grow(name, lock, factor):
    with lock:
        return name * factor


def main():
    lock = Lock()
    with ProcessPoolExecutor(1) as executor:
        print(list(executor.map(grow, "ab", repeat(lock), [2, 3])))
    with Pool(1) as pool:
        print(pool.starmap(grow, zip("cd", repeat(lock), repeat(2))))


if __name__ == "__main__":
    main()
