# /// case
# expect = "refuse"
# codes = ["MP105"]
# fork_works = false
# stdout = "[5, 8] [5, 8]\n"
# note = "The name is that of the cached function when the original is sent."
# ///
import functools
from multiprocessing import Pool


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


plain = fib
fib = functools.lru_cache(maxsize=None)(fib)


def main():
    with Pool(2) as pool:
        print(pool.map(fib, [5, 6]), pool.map(plain, [5, 6]))


if __name__ == "__main__":
    main()
