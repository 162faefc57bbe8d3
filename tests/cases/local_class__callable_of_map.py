# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "[10, 20, 30]\n"
# fork_works = false
# note = "The class itself is the function of `pool.map`, and only its `__init__` reads the captured value: no attribute is needed."
# ///
from multiprocessing import Pool


def scaled(numbers, factor):
    class Scale:
        """A number times the factor."""

        def __init__(self, number):
            self.value = number * factor

    with Pool(2) as pool:
        return [scale.value for scale in pool.map(Scale, numbers)]


if __name__ == "__main__":
    print(scaled([1, 2, 3], 10))
