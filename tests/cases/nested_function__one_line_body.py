# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[1, 3, 6]\n[2, 6]\n"
# fork_works = false
# note = "Bodies on the line of the `def`: one needs the local import repeated in it, one has two statements."
# ///
from multiprocessing import Pool


def half_sizes(sizes, divisor):
    import math

    def half(size): return math.ceil(size / divisor)

    def grow(size, by=1): size += by; return size

    with Pool(2) as pool:
        print(pool.map(half, sizes))
        print(pool.map(grow, sizes[:2]))


if __name__ == "__main__":
    half_sizes([1, 5, 11], 2)
