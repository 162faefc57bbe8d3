from collections import namedtuple

Point = namedtuple("P", "x y")
