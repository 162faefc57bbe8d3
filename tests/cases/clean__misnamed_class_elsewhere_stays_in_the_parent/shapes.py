from collections import namedtuple

Point = namedtuple("P", "x y")
Size = _Size = namedtuple("_Size", "width")
