# /// case
# expect = "refuse"
# codes = ["MP104"]
# stdout = "total 9\n"
# mentions = ['offset']
# note = "`report` would have to pass `offset` on, which only the guard binds."
# ///
from multiprocessing import Process


def report(numbers):
    print("total", add_up(numbers))


if __name__ == "__main__":
    offset = int("3")

    def add_up(numbers):
        return sum(numbers) + offset

    child = Process(target=report, args=([1, 2, 3],))
    child.start()
    child.join()
