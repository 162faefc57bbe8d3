# /// case
# expect = "fix"
# codes = ["MP101", "MP101", "MP101", "MP102"]
# stdout = "[3, 4]\n[6, 8]\n5\n[1, 2]\n"
# fork_works = false
# note = "The pool is a parameter of a function, a method or a constructor: who calls it in this file gives a pool of processes. Where all give threads, it is left alone."
# ///
import asyncio
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool
from multiprocessing.pool import ThreadPool


def shifted(pool, numbers, by):
    def shift(number):
        return number + by

    return pool.map(shift, numbers)


class Scaler:
    def __init__(self, pool, factor):
        self.pool = pool
        self.factor = factor

    def scaled(self, numbers):
        factor = self.factor

        def scale(number):
            return number * factor

        return self.pool.map(scale, numbers)


async def added(loop, executor, one, other):
    def add():
        return one + other

    return await loop.run_in_executor(executor, add)


def in_threads(pool, numbers):
    return pool.map(lambda number: -number, numbers)


class Runner:
    def run(self, numbers):
        with Pool(1) as pool:
            return self.negated(numbers, pool=pool)

    def negated(self, numbers, *, pool=None):
        return pool.map(lambda number: -number, numbers)


async def main():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(1) as executor:
        print(await added(loop, executor, 2, 3))


if __name__ == "__main__":
    with Pool(1) as pool:
        print(shifted(pool, [1, 2], 2))
        print(Scaler(pool, 2).scaled([3, 4]))
    asyncio.run(main())
    with ThreadPool(1) as threads:
        print(Runner().run(in_threads(threads, [1, 2])))
