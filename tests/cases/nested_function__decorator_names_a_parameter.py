# /// case
# expect = "refuse"
# codes = ["MP101"]
# stdout = "[6, 10]\n"
# fork_works = false
# mentions = ["times"]
# note = "The decorator is made from a parameter of the encloser: at module level it would run before there is a value."
# ///
import functools
import multiprocessing


def repeated(times):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(value):
            for _ in range(times):
                value = function(value)
            return value

        return wrapper

    return decorate


def grow_all(values, times):
    @repeated(times)
    def grow(value):
        return value + 2

    with multiprocessing.Pool(2) as pool:
        return pool.map(grow, values)


if __name__ == "__main__":
    print(grow_all([2, 6], times=2))
