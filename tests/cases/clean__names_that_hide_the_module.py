# /// case
# expect = "clean"
# stdout = "in turn: 3\nin turn: 4\n[2, 4]\nown: 5\n"
# note = "A parameter hides the imported `mp`, a class hides the imported `Process`, `multiprocess` is an object of the program's own."
# ///
import multiprocessing as mp
import types
from multiprocessing import Process


class Process:
    """Runs at once, in this process."""

    def __init__(self, target):
        self.target = target

    def start(self):
        self.target()


def simulate(mp, count):
    for step in range(count):
        mp.Process(target=lambda: print("in turn:", step + 3)).start()


class Serial:
    def map(self, function, items):
        return [function(item) for item in items]


multiprocess = types.SimpleNamespace(Pool=Serial)


def main(factor):
    def scale(number):
        return number * factor

    simulate(types.SimpleNamespace(Process=Process), 2)
    pool = multiprocess.Pool()
    print(pool.map(scale, [1, 2]))
    Process(target=lambda: print("own:", factor + 3)).start()


if __name__ == "__main__":
    mp.freeze_support()
    main(2)
