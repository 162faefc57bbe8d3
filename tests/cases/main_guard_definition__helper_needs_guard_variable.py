# /// case
# expect = "fix"
# safe = false
# codes = ["MP104"]
# stdout = "total 9\n"
# mentions = ['offset']
# note = "`report` has no `offset` to pass on, which only the guard binds: the function moves as it is, and then both take it."
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
