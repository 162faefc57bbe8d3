# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "[3, 7]\n"
# fork_works = false
# note = "Named tuples of a local type are the items that a wrapper of another module sends."
# ///
from collections import namedtuple

from pools import run_parallel


def total(pair):
    return pair.left + pair.right


def main():
    Pair = namedtuple("Pair", "left right")
    pairs = [Pair(1, 2), Pair(3, 4)]
    print(run_parallel(total, pairs))


if __name__ == "__main__":
    main()
