# /// case
# expect = "clean"
# stdout = "[1, 4]\n[3, 4]\n[3, 6]\n[0, 1]\n"
# note = "Decorators of another file that keep the name, answer the function itself, or say how they are pickled."
# ///
from multiprocessing import Pool

from checks import Counted, checked, registered, renamed


@checked
def square(n):
    return n * n


@registered("add")
def add(n):
    return n + 2


@renamed
def triple(n):
    return 3 * n


@Counted
def before(n):
    return n - 1


if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(square, [1, 2]))
        print(pool.map(add, [1, 2]))
        print(pool.map(triple, [1, 2]))
        print(pool.map(before, [1, 2]))
