# /// case
# expect = "fix"
# codes = ["MP105"]
# safe = false
# stdout = "[1, 4, 9]\n"
# fork_works = false
# require = ['^square = Parallel\(_square\)$']
# note = "A class as a decorator, whose instances send the function that they keep."
# ///
from multiprocessing import Pool


class Parallel:
    def __init__(self, function):
        self.function = function

    def __call__(self, items):
        with Pool(2) as pool:
            return pool.map(self.function, items)


@Parallel
def square(x):
    return x * x


if __name__ == "__main__":
    print(square([1, 2, 3]))
