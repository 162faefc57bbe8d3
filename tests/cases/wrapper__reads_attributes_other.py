# /// case
# expect = "fix"
# safe = false
# codes = ["MP101"]
# stdout = "[2]\n"
# fork_works = false
# mentions = ["__doc__|__name__|__module__"]
# note = "The wrapper has no slot, and reads what a `partial` lacks."
# ///
import sys
from multiprocessing import Pool


def documented_map(function, items):
    print(function.__doc__ or "-", file=sys.stderr)
    with Pool(1) as pool:
        return pool.map(function, items)


def main(n):
    def add(v):
        """Adds."""
        return v + n

    print(documented_map(add, [1]))


if __name__ == "__main__":
    main(1)
