# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "[13, 12, 11]\n"
# fork_works = false
# require = ['filter\(lambda number: number > low, numbers\)', 'key=lambda number: -number\)']
# note = "Three lambdas with the same parameter; the filter runs in the parent, and so does the sort key on the line of the task."
# ///
from multiprocessing import Pool


def shift(numbers, low):
    with Pool(2) as pool:
        high = filter(lambda number: number > low, numbers)
        return sorted(pool.map(lambda number: number + low, high), key=lambda number: -number)


if __name__ == "__main__":
    print(shift([6, 8, 7, 2, 5], low=5))
