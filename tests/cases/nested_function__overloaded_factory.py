# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[2, 4]\n"
# fork_works = false
# require = ['(?s)def times\(.*@overload\n.*\.\.\.\ndef make_times']
# note = "The stubs of `@overload` belong to the function behind them: what moves goes above the first."
# ///
from multiprocessing import Pool
from typing import overload


@overload
def make_times(factor: int): ...
@overload
def make_times(factor: float): ...
def make_times(factor):
    def times(number):
        return number * factor

    return times


if __name__ == "__main__":
    with Pool(1) as pool:
        print(pool.map(make_times(2), [1, 2]))
