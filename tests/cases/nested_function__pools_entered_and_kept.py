# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[2, 3]\n[5]\n[2, 3]\n[3, 4]\n"
# fork_works = false
# note = "Pools that an exit stack enters, that a class keeps and that a field of a dataclass is declared to hold."
# ///
import contextlib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import Pool


def run(items, offset):
    def shift(item):
        return item + offset

    with contextlib.ExitStack() as stack:
        pool = stack.enter_context(Pool(2))
        print(pool.map(shift, items))
        executor = stack.enter_context(ProcessPoolExecutor(1))
        print(list(executor.map(shift, [4])))


class Engine:
    _pool = None

    @classmethod
    def start(cls):
        cls._pool = Pool(2)

    @classmethod
    def run(cls, values, n):
        def add(v):
            return v + n

        return cls._pool.map(add, values)


@dataclass
class Runner:
    executor: ProcessPoolExecutor

    def run(self, values, n):
        def plus(v):
            return v + n

        return list(self.executor.map(plus, values))


if __name__ == "__main__":
    run([1, 2], 1)
    Engine.start()
    print(Engine.run([1, 2], 1))
    Engine._pool.terminate()
    with ProcessPoolExecutor(2) as executor:
        print(Runner(executor).run([1, 2], 2))
