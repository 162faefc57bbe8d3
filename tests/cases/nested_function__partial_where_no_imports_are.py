# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[7, 9]\n"
# fork_works = false
# require = ['(?s)\A\s*"""Fast sums\.\n\nWith a pool\."""\n+(import functools|from functools import partial)$']
# note = "The module imports nothing at its top: the new import goes behind the docstring, above the first definition."
# ///
"""Fast sums.

With a pool."""

START = 1


def sums(rows, start=START):
    import multiprocessing

    def total(row):
        return sum(row, start)

    with multiprocessing.Pool(2) as pool:
        return pool.map(total, rows)


if __name__ == "__main__":
    print(sums([[1, 5], [8]]))
