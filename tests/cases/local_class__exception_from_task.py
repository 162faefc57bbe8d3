# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "too big: 5\n"
# fork_works = false
# note = "The task raises a local exception, which comes back to the parent: the class moves with the function."
# ///
from multiprocessing import Pool


def check(numbers):
    class TooBig(ValueError):
        pass

    def test(number):
        if number > 4:
            raise TooBig(f"too big: {number}")
        return number

    with Pool(2) as pool:
        try:
            pool.map(test, numbers)
        except TooBig as error:
            print(error)


if __name__ == "__main__":
    check([1, 5])
