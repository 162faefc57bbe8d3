"""Local classes."""
import collections
import enum
from dataclasses import dataclass


def outer(limit):
    class Plain:
        """Nothing from around."""

        size = 3

        def double(self):
            return self.size * 2

    class Bounded:
        def __init__(self, x):
            self.x = min(x, limit)

        def left(self):
            return limit - self.x

    class Derived(Bounded):
        def twice(self):
            return 2 * self.left()

    Point = collections.namedtuple("Point", "x y")

    @dataclass
    class Item:
        price: int = 1

    class Color(enum.Enum):
        RED = 1

    class Reads:
        top = limit

    print(Plain().double(), Bounded(9).left(), Derived(1).twice(), Point(1, 2), Item().price, Color.RED.value)
    return Reads.top, isinstance(Derived(1), Bounded)


print(outer(5), outer(2))
