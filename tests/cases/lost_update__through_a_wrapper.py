# /// case
# expect = "advice"
# codes = ["MP401"]
# stdout = "[0, 1, 4]\nseen: []\n"
# mentions = ["`seen`", "through|reaches `Pool.map` here"]
# note = "The task reaches the pool through a function that does nothing but send it, and waits for it."
# ///
from multiprocessing import Pool

seen = []


def run_all(function, items):
    with Pool(2) as pool:
        return pool.map(function, items)


def square(n):
    seen.append(n)
    return n * n


def main():
    print(run_all(square, range(3)))
    print("seen:", seen)


if __name__ == "__main__":
    main()
