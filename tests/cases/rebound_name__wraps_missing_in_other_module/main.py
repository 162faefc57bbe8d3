# /// case
# expect = "fix"
# codes = ["MP105"]
# stdout = "[1, 4]\n[2, 3]\n[4, 6]\n"
# fork_works = false
# require = ['^    @(functools\.)?wraps\(function\)$', '^        @(functools\.)?wraps\(function\)$', '^    @(functools\.)?wraps\(call\)$']
# note = "Decorators of other files that lose the name: here, on what a third file has, and called by an assignment."
# ///
from multiprocessing import Pool

import tasks
from checks import checked, traced


@checked
def square(n):
    return n * n


def double(n):
    return 2 * n


double = traced(double)

if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(square, [1, 2]))
        print(pool.map(tasks.following, [1, 2]))
        print(pool.map(double, [2, 3]))
