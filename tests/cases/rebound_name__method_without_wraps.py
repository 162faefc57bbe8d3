# /// case
# expect = "fix"
# codes = ["MP105"]
# stdout = "[3, 4]\n"
# fork_works = false
# note = "A bound method is found by the name of its function, which the decorator has changed."
# ///
from multiprocessing import Pool


def logged(method):
    def call(self, *args):
        return method(self, *args)

    return call


class Adder:
    @logged
    def add(self, number):
        return number + 2

    def run(self):
        with Pool(1) as pool:
            print(pool.map(self.add, [1, 2]))


if __name__ == "__main__":
    Adder().run()
