# /// case
# expect = "clean"
# stdout = "3 4 5\n{'a': 1} {'a': 1}\n"
# note = "What a property answers is sent, and not the instance; a copy of a defaultdict has no factory."
# ///
import functools
import threading
from collections import defaultdict
from multiprocessing import Pool


class Machine:
    def __init__(self):
        self.lock = threading.Lock()
        self.decide = lambda n: n
        self._steps = 3

    @property
    def steps(self):
        return self._steps

    @steps.setter
    def steps(self, value):
        with self.lock:
            self._steps = value

    @functools.cached_property
    def more(self):
        return self.decide(self._steps + 1)

    @property
    def most(self) -> int:
        value = self.more + 1
        return value

    def run(self, pool):
        print(pool.apply(abs, (self.steps,)), pool.apply(abs, (self.more,)), *pool.map(abs, [self.most]))


def main():
    counts = defaultdict(lambda: 0)
    counts["a"] += 1
    with Pool(1) as pool:
        Machine().run(pool)
        print(pool.apply(dict, (dict(counts),)), pool.apply(dict, ({**counts},)))


if __name__ == "__main__":
    main()
