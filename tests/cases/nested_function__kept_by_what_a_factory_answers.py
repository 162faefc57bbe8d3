# /// case
# expect = "fix"
# codes = ["MP101", "MP102"]
# fork_works = false
# stdout = "calls with 1\n[5]\n[4, 1, -1]\n[8]\n"
# note = "What a closure or a partial of a factory keeps is pickled with it."
# ///
import functools
import multiprocessing


def logged(function):
    def call(*arguments):
        print("calls with", *arguments, flush=True)
        return function(*arguments)

    return call


def or_default(function, default, text):
    try:
        return function(text)
    except ValueError:
        return default


def chain(*functions):
    def run(value):
        for function in functions:
            value = function(value)
        return value

    return run


def careful(function, default=None):
    return functools.partial(or_default, function, default)


def main(limit):
    def parse(text):
        return min(int(text), limit)

    with multiprocessing.Pool(1) as pool:
        print(pool.map(logged(lambda number: number + limit), [1]))
        safe_parse = careful(parse, default=-1)
        print(pool.map(safe_parse, ["7", "1", "x"]))
        print(pool.map(chain(parse, lambda number: number * limit), ["2"]))


if __name__ == "__main__":
    main(4)
