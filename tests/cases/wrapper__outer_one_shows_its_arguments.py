# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "(6,) -> 60\n"
# fork_works = false
# require = ['traced\(partial\(scale, factor\), 6\)']
# note = "The wrapper around a wrapper shows the arguments that both hand on: what is captured is not among them."
# ///
from functools import partial
from multiprocessing import Pool


def apply(function, *args):
    with Pool(1) as pool:
        return pool.apply(function, args)


def traced(function, *args):
    result = apply(function, *args)
    print(args, "->", result)


def main(factor):
    def scale(number):
        return number * factor

    traced(scale, 6)


if __name__ == "__main__":
    main(10)
