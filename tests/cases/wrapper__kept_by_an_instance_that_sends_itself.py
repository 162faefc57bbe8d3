# /// case
# expect = "fix"
# codes = ["MP102", "MP102"]
# fork_works = false
# stdout = "[3, 6]\n[11, 12]\n"
# note = "The instance keeps the function, and `run` sends the instance with its method: what is given to the constructor travels. A class that inherits hands it on."
# ///
import multiprocessing


class Runner:
    def __init__(self, transform):
        self.transform = transform

    def work(self, x):
        return self.transform(x)

    def run(self, items):
        with multiprocessing.Pool(2) as pool:
            return pool.map(self.work, items)


class Adder(Runner):
    def __init__(self, offset):
        super().__init__(lambda x: x + offset)


def main():
    k = 3
    runner = Runner(lambda x: x * k)
    print(runner.run([1, 2]))
    print(Adder(10).run([1, 2]))


if __name__ == "__main__":
    main()
