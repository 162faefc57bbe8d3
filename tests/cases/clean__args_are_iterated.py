# /// case
# expect = "clean"
# stdout = "3\n"
# note = "A Process makes a tuple of its `args` at once, so a generator or the values of a dict may give them."
# ///
from multiprocessing import Process


def add(one, other):
    print(one + other)


if __name__ == "__main__":
    numbers = {"one": 1, "other": 2}
    child = Process(target=add, args=numbers.values())
    child.start()
    child.join()
