# /// case
# expect = "fix"
# fork_works = false
# codes = ["MP103"]
# stdout = "[('RECT', 1)]\n[3]\n"
# note = "A member of an enum that is asked for by its name, in what a named tuple keeps, and a flag that is made of two."
# ///
import collections
import enum
import multiprocessing

Shape = collections.namedtuple("Shape", "kind size")


def describe(shape):
    return shape.kind.name, shape.size


def number(mode):
    return mode.value


def main():
    Kind = enum.Enum("Kind", "CIRCLE RECT")

    class Mode(enum.Flag):
        READ = enum.auto()
        WRITE = enum.auto()

    with multiprocessing.Pool(1) as pool:
        print(pool.map(describe, [Shape(Kind["RECT"], 1)]))
        print(pool.map(number, [Mode.READ | Mode.WRITE]))


if __name__ == "__main__":
    main()
