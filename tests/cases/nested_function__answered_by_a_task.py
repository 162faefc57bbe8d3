# /// case
# expect = "fix"
# codes = ["MP101", "MP102"]
# stdout = "3\n[5, 6]\n"
# fork_works = false
# mentions = ['a task that answers its nested function `add` reaches `Pool.apply`', 'a task that answers a lambda reaches `Pool.map`']
# note = "What a task answers is pickled on its way back: a function of its own is a `partial` then."
# ///
from multiprocessing import Pool


def make(n):
    def add(x):
        return x + n

    return add


def scaled(n):
    return lambda x: x * n


if __name__ == "__main__":
    with Pool(1) as pool:
        print(pool.apply(make, (1,))(2))
        print([scale(1) for scale in pool.map(scaled, [5, 6])])
