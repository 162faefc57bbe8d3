# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "10 and 7\n[3, 6]\n[5, 6]\n"
# fork_works = false
# note = "Factories that return a lambda, one of them from a `return` in a branch; the results are called in the parent, too."
# ///
from multiprocessing import Pool


def scaled(factor, offset=0):
    if not offset:
        return lambda value: value * factor
    return lambda value: value * factor + offset


def main():
    print(scaled(2)(5), "and", scaled(2, 1)(3))
    with Pool(2) as pool:
        print(pool.map(scaled(3), [1, 2]))
        print(pool.map(scaled(1, offset=4), [1, 2]))


if __name__ == "__main__":
    main()
