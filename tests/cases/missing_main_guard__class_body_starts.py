# /// case
# expect = "refuse"
# codes = ["MP301"]
# stdout = "[1, 2]\n"
# mentions = ["class Workers"]
# note = "A class body makes the pool: the class can't go under the guard."
# ///
from multiprocessing import Pool


class Workers:
    pool = Pool(1)


if __name__ == "__main__":
    print(Workers.pool.map(abs, [-1, -2]))
