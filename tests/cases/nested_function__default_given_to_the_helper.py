# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "10\n3\n"
# fork_works = false
# note = "`total` moves along with `job`, which takes its default along; where `total` is sent itself, it is given a value."
# ///
from multiprocessing import Pool


def report(offset):
    def total(value, shift=offset):
        return value + shift

    def job():
        return total(1)

    tasks = [total]
    with Pool(1) as pool:
        print(pool.apply(job))
        for task in tasks:
            print(pool.apply(task, (1, 2)))


if __name__ == "__main__":
    report(9)
