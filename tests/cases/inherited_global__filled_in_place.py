# /// case
# expect = "fix"
# codes = ["MP302"]
# stdout = "[6, 8]\n"
# require = ['initargs=\(OPTIONS,\)']
# note = "The parent changes the object of the global, and binds nothing: a child has the empty one."
# ///
from multiprocessing import Pool

OPTIONS = {}


def grow(number):
    return number * OPTIONS.get("factor", 1)


def main():
    OPTIONS["factor"] = 2
    with Pool(1) as pool:
        print(pool.map(grow, [3, 4]))


if __name__ == "__main__":
    main()
