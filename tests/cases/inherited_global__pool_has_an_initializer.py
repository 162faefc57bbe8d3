# /// case
# expect = "fix"
# codes = ["MP302"]
# stdout = "[4, 8]\n"
# require = ['partial\(grow, factor\)']
# note = "The pool has an initializer of its own: the tasks get the value as an argument."
# ///
import os
from multiprocessing import Pool

factor = 1


def name_worker(name):
    os.environ["WORKER"] = name


def grow(number):
    return number * factor


def main(numbers):
    global factor
    factor = len(numbers) + 2
    with Pool(1, name_worker, ("grower",)) as pool:
        print(pool.map(grow, numbers))


if __name__ == "__main__":
    main([1, 2])
