# /// case
# expect = "fix"
# codes = ["MP203"]
# stdout = "2\n4\n6\n2\n2\n2\n"
# fork_works = false
# note = "A tuple or dict that nothing is left in goes away with its slot."
# ///
"""A lock that is all that a task is given, by position or by name."""
from multiprocessing import Lock, Pool


def work(lock, factor=1):
    with lock:
        return factor * 2


def main():
    lock = Lock()
    with Pool(1) as pool:
        print(pool.apply(work, (lock,)))
        print(pool.apply(work, (lock,), {"factor": 2}))
        print(pool.apply(work, args=(lock,), kwds={"factor": 3}))
        print(pool.apply(work, kwds={"lock": lock}))
        print(pool.apply_async(work, (lock,), callback=print).get())


if __name__ == "__main__":
    main()
