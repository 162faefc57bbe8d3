# /// case
# expect = "refuse"
# codes = ["MP102"]
# stdout = "9\n"
# fork_works = false
# mentions = ["self", "executor"]
# note = "`submit(lambda: self.method(x))` where `self` owns the executor: the instance can't be pickled, and a method call needs all of it."
# ///
from concurrent.futures import ProcessPoolExecutor


class Squares:
    def __init__(self):
        self.executor = ProcessPoolExecutor(max_workers=1)

    def square(self, number):
        return number * number

    def submit(self, number):
        return self.executor.submit(lambda: self.square(number))

    def close(self):
        self.executor.shutdown()


if __name__ == "__main__":
    squares = Squares()
    try:
        print(squares.submit(3).result())
    finally:
        squares.close()
