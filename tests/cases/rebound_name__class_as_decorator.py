# /// case
# expect = "refuse"
# codes = ["MP105"]
# stdout = "[1, 4]\n"
# fork_works = false
# mentions = ["Counted"]
# note = "The instance holds the plain function, whose name means the instance."
# ///
from multiprocessing import Pool


class Counted:
    def __init__(self, function):
        self.function = function
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@Counted
def square(number):
    return number * number


if __name__ == "__main__":
    with Pool(1) as pool:
        print(pool.map(square, [1, 2]))
