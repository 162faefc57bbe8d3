# /// case
# expect = "fix"
# codes = ["MP202"]
# stdout = "[2, 4, 6]\n"
# fork_works = false
# mentions = ["pool objects cannot be passed between processes", "`pool`"]
# require = ['partial\(_scale, self\.factor\)', '^def _scale\(factor, number\):$']
# note = "A method mapped by the pool that its own instance holds: it only reads the factor."
# ///
from multiprocessing import Pool


class Scaler:
    def __init__(self, factor):
        self.factor = factor
        self.pool = Pool(2)

    def scale(self, number):
        """Scale one number."""
        return number * self.factor

    def run(self, numbers):
        result = self.pool.map(self.scale, numbers)
        self.pool.close()
        return result


if __name__ == "__main__":
    print(Scaler(2).run([1, 2, 3]))
