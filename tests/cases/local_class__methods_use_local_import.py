# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "[1.0, 2.0]\n"
# fork_works = false
# note = "A local import is repeated in the method that uses it, and stays lazy."
# ///
from multiprocessing import Pool


def roots(numbers):
    import math

    class Root:
        def __call__(self, number):
            """The root."""
            return math.sqrt(number)

    with Pool(2) as pool:
        return pool.map(Root(), numbers)


if __name__ == "__main__":
    print(roots([1, 4]))
