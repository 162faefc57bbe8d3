# /// case
# expect = "refuse"
# codes = ["MP302"]
# mentions = ["nothing in this file sets `__context__`"]
# note = "A loader sets the global: what it holds can't be told, and the child lacks what else the loader sets."
# ///
import multiprocessing


def work(x):
    return __context__["check"](x)


def run(xs):
    __context__["check"] = len
    return multiprocessing.Pool(2).map(func=work, iterable=xs)
