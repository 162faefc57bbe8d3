# /// case
# expect = "refuse"
# codes = ["MP105"]
# stdout = "[2, 3]\n"
# fork_works = false
# mentions = ["`same`"]
# note = "The wrapper is called `same`, and pickle finds the plain `same` there."
# ///
import functools
from multiprocessing import Pool


def counted(function):
    @functools.wraps(function)
    def inner(number):
        return function(number) + 1

    return inner


def same(number):
    return number


counting = counted(same)

if __name__ == "__main__":
    with Pool(1) as pool:
        print(pool.map(counting, [1, 2]))
