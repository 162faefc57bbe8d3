# /// case
# expect = "fix"
# codes = ["MP203"]
# stdout = "1\n2\n"
# fork_works = false
# note = "None is no initializer: the pool gets one in its place."
# ///
"""A pool that says that it has no initializer."""
from multiprocessing import Lock, Pool


def show(lock, number):
    with lock:
        print(number, flush=True)


def main():
    lock = Lock()
    with Pool(1, None) as pool:
        pool.apply(show, (lock, 1))
    with Pool(initializer=None, processes=1) as pool:
        pool.apply(show, (lock, 2))


if __name__ == "__main__":
    main()
