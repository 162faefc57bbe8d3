# /// case
# expect = "refuse"
# codes = ["MP101"]
# stdout = "10\n3\n"
# fork_works = false
# note = "`total` moves along with `job`, which is given nothing; but `total` is given its default, where it is sent itself."
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
