# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "[(1, 'a'), (2, 'bb')]\nodd: 3\n"
# fork_works = false
# note = "What a task answers or raises is pickled on its way back."
# ///
from collections import namedtuple
from multiprocessing import Pool


def measure(word):
    Result = namedtuple("Result", "size word")
    return Result(len(word), word)


def check(number):
    class Odd(ValueError):
        """Not even."""

    if number % 2:
        raise Odd(f"odd: {number}")
    return number


if __name__ == "__main__":
    with Pool(2) as pool:
        print([tuple(result) for result in pool.map(measure, ["a", "bb"])])
        try:
            pool.map(check, [2, 3])
        except ValueError as error:
            print(error)
