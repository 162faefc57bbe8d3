# /// case
# expect = "clean"
# stdout = "[1, 4]\n[1, 8]\n[2, 3]\n[1, 2]\n[3, 4]\n[5]\n"
# note = "Decorators with `wraps`, caches, ones that answer the function itself, and aliases of any kind."
# ///
import functools
from collections import namedtuple
from multiprocessing import Pool

KNOWN = []
Point = namedtuple("Point", "x y")
Spot = namedtuple("Spot", "x y")
Place = Spot


def kept(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(*args)

    return wrapper


def registered(function):
    KNOWN.append(function)
    return function


@kept
def square(number):
    return number**2


@registered
@functools.lru_cache
def cube(number):
    return number**3


def plus(number):
    return number + 1


def same(number):
    return number


def updated(function):
    def wrapper(number):
        return function(number) + 2

    functools.update_wrapper(wrapper, function)
    return wrapper


@updated
def two_more(number):
    return number


plus = kept(plus)
alias = same


def total(point):
    return point.x + point.y


if __name__ == "__main__":
    with Pool(1) as pool:
        print(pool.map(square, [1, 2]))
        print(pool.map(cube, [1, 2]))
        print(pool.map(plus, [1, 2]))
        print(pool.map(alias, [1, 2]))
        print(pool.map(two_more, [1, 2]))
        print(pool.map(total, [Place(2, 3)]))
