# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "red 1 2\n"
# note = "`All three calls move; `make_dataclass` knows the module of the class only since Python 3.12."
# ///
import enum
import typing
from dataclasses import make_dataclass
from multiprocessing import Process


def show(color, point, size):
    print(color.name, point.x, size.width)


def main():
    Color = enum.Enum("Color", "red blue")
    Point = typing.NamedTuple("Point", [("x", int)])
    # Width only.
    Size = make_dataclass("Size", ["width"])

    child = Process(target=show, args=(Color.red, Point(1), Size(2)))
    child.start()
    child.join()


if __name__ == "__main__":
    main()
