# /// case
# expect = "fix"
# codes = ["MP104"]
# stdout = "2.5\n"
# note = "The call that makes the class needs an import of the guard, which goes to module level."
# ///
from multiprocessing import Process


def show(point):
    print(point.x + point.y)


if __name__ == "__main__":
    from collections import namedtuple

    Point = namedtuple("Point", "x y")
    child = Process(target=show, args=(Point(1, 1.5),))
    child.start()
    child.join()
