# /// case
# expect = "fix"
# codes = ["MP105"]
# stdout = "6\n2\n"
# fork_works = false
# require = ['^Hue = Enum\("Hue", ', "^Size = namedtuple\\('Size', "]
# note = "A member of an enumeration is sent, and a task answers a named tuple: both are found under their typenames."
# ///
from collections import namedtuple
from enum import Enum
from multiprocessing import Pool

Hue = Enum("Color", "RED GREEN")
Size = namedtuple('Sz', "width height")


def measure(hue):
    return Size(hue.value, 3)


if __name__ == "__main__":
    with Pool(1) as pool:
        sizes = pool.map(measure, [Hue.GREEN])
        print(sizes[0].width * sizes[0].height)
        print(len(sizes[0]))
