# /// case
# expect = "fix"
# codes = ["MP101", "MP102"]
# stdout = "[2, 3]\n[4]\n[5]\n[1]\n[0, 2]\n"
# fork_works = false
# forbid = ['^def near']
# note = "Partials of a wrapper, made in its package, by a factory there, and here of what is imported; one is serial."
# ///
from functools import partial

import jobs
from jobs import one_by_one, run_with, serially


def main(n):
    def near(v):
        return abs(v - n)

    def far(v):
        return v * n

    two = partial(jobs.run, workers=2)
    print(one_by_one(lambda v: v + n, [1, 2]))
    print(run_with(2)(lambda v: v + n + 2, [1]))
    print(two(lambda v: v + n + 3, [1]))
    print(serially(near, [2]))
    print(partial(two, far)([0, 2]))


if __name__ == "__main__":
    main(1)
