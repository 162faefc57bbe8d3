# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "['~3 kg', '~9 kg']\n"
# fork_works = false
# require = ['(?s)^def roughly\(.*^@roughly$\n^def total\(']
# note = "The decorator is defined below the encloser, and runs at import time: the hoisted function goes below it."
# ///
from functools import wraps
from multiprocessing import Pool


def summarize(loads, unit):
    @roughly
    def total(load):
        return f"{sum(load)} {unit}"

    with Pool(2) as pool:
        return pool.map(total, loads)


def roughly(function):
    @wraps(function)
    def wrapper(*args):
        return "~" + function(*args)

    return wrapper


if __name__ == "__main__":
    print(summarize([[1, 2], [4, 5]], "kg"))
