# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "['4', '-', '5']\n"
# fork_works = false
# note = "The element of a comprehension stands in front of the `for` that binds its variable; `value` is bound there."
# ///
from multiprocessing import Pool


def report(numbers):
    def show(value, sign="-"):
        return sign if value in numbers else str(value)

    with Pool(1) as pool:
        pending = [pool.apply_async(lambda: value and show(value)) for value in [4, 11, 5]]
        print([ticket.get() for ticket in pending])


if __name__ == "__main__":
    report([11])
