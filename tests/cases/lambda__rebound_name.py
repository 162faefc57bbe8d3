# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "[2, 3]\n[10, 20]\n"
# fork_works = false
# note = "One name for two lambdas, one after the other: two functions, and each call gets its own."
# ///
from multiprocessing import Pool


def change(numbers, step):
    with Pool(2) as pool:
        work = lambda number: number + step
        print(pool.map(work, numbers))
        work = lambda number: number * step * 10
        print(pool.map(work, numbers))


if __name__ == "__main__":
    change([1, 2], step=1)
