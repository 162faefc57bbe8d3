# /// case
# expect = "fix"
# safe = false
# codes = ["MP101"]
# stdout = "[2]\n"
# fork_works = false
# mentions = ["`inspect.isfunction` of `add` is read"]
# note = "The wrapper asks `inspect.isfunction`, and a `partial` is none: the fix is unsafe."
# ///
import inspect
from multiprocessing import Pool


def checked_map(function, items):
    if inspect.isfunction(function):
        items = list(items)
    with Pool(1) as pool:
        return pool.map(function, items)


def main(n):
    def add(v):
        return v + n

    print(checked_map(add, [1]))


if __name__ == "__main__":
    main(1)
