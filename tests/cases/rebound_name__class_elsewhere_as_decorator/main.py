# /// case
# expect = "refuse"
# codes = ["MP105"]
# stdout = "[1, 4]\n"
# fork_works = false
# mentions = ['`square` is an instance of `Counted` that holds the function', 'update_wrapper\(self, \.\.\.\)', 'define `__reduce__` in it']
# note = "A class of another file decorates: its instance holds a function that pickle does not find."
# ///
from multiprocessing import Pool

from counting import Counted


@Counted
def square(n):
    return n * n


if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(square, [1, 2]))
