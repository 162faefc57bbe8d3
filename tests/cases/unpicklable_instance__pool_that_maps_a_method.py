# /// case
# expect = "fix"
# codes = ["MP202"]
# stdout = "[2, 4, 6]\n"
# fork_works = false
# note = "As asked in public threads: a pool kept on `self` maps a bound method: `pool objects cannot be passed between processes`."
# ///
import multiprocessing


class Calculate:
    def __init__(self, factor):
        self.factor = factor
        self.pool = multiprocessing.Pool(2)

    def run(self, numbers):
        return self.pool.map(self.f, numbers)

    def f(self, x):
        return x * self.factor

    def close(self):
        self.pool.close()
        self.pool.join()


if __name__ == "__main__":
    calculate = Calculate(2)
    print(calculate.run([1, 2, 3]))
    calculate.close()
