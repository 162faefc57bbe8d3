# /// case
# expect = "fix"
# codes = ["MP102", "MP102"]
# stdout = "['A']\n['b']\n['C']\n"
# fork_works = false
# note = "The pool is one of processes only with a flag: two of three calls set it, or let the command line."
# ///
import sys
from multiprocessing import Pool


class Serial:
    def map(self, function, items):
        return [function(item) for item in items]


def run(function, items, parallel=False):
    if parallel:
        pool = Pool(2)
    else:
        pool = Serial()
    return pool.map(function, items)


def main(parallel):
    print(run(lambda text: text.upper(), ["a"], parallel=True))
    print(run(lambda text: text.lower(), ["B"], parallel))
    print(run(lambda text: text.upper(), ["c"]))


if __name__ == "__main__":
    main(len(sys.argv) > 0)
