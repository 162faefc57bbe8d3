# /// case
# expect = "fix"
# safe = false
# codes = ["MP301"]
# stdout = "[2, 4]\n"
# require = ['^table = make_table\(\)$']
# note = "What the decorator needs is made by a call; it has to stay outside, and is made again in each child: unsafe."
# ///
from multiprocessing import Pool


def make_table():
    table = {}
    table["made"] = object.__new__(object)
    return table


table = make_table()


def task(functions):
    def register(function):
        functions[function.__name__] = function
        return function

    return register


@task(table)
def double(number):
    return 2 * number


with Pool(2) as pool:
    print(pool.map(double, [1, 2]))
