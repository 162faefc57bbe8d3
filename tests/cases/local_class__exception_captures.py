# /// case
# expect = "refuse"
# codes = ["MP101"]
# stdout = "limit 3: 5\n"
# fork_works = false
# mentions = ['exception', 'limit']
# note = "An exception is unpickled by calling its class with its arguments: a captured value would be missing."
# ///
from multiprocessing import Pool


def check(numbers, limit):
    class TooBig(ValueError):
        def text(self):
            return f"limit {limit}: {self.args[0]}"

    def test(number):
        if number > limit:
            raise TooBig(number)
        return number

    with Pool(2) as pool:
        try:
            pool.map(test, numbers)
        except TooBig as error:
            print(error.text())


if __name__ == "__main__":
    check([1, 5], 3)
