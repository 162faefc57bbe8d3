# /// case
# expect = "advice"
# codes = ["MP302"]
# stdout = "0\n1\n4\n"
# unordered = true
# mentions = ["`square`, which logs without the configuration", "in the pool.s `initializer`"]
# note = "Tasks log through a function that they call and a handler that the parent adds under its guard. The workers of a pool have an initializer for that."
# ///
import logging
import multiprocessing
import sys


def report(result):
    logging.getLogger("squares").warning("%s", result)


def square(n):
    report(n * n)


if __name__ == "__main__":
    logging.getLogger("squares").addHandler(logging.StreamHandler(sys.stdout))
    with multiprocessing.Pool(2) as pool:
        pool.map(square, range(3))
