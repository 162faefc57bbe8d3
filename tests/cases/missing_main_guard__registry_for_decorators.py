# /// case
# expect = "fix"
# codes = ["MP301"]
# stdout = "['double']\n[2, 4]\n"
# require = ['^TASKS = \{\}$']
# note = "A decorator fills a table when the module is imported: the table stays outside, where the decorator needs it."
# ///
from multiprocessing import Pool

TASKS = {}


def task(function):
    TASKS[function.__name__] = function
    return function


@task
def double(number):
    return 2 * number


def run(name, number):
    return TASKS[name](number)


print(list(TASKS))
with Pool(2) as pool:
    print(pool.starmap(run, [("double", 1), ("double", 2)]))
