# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "['red!', 'blue!']\n"
# fork_works = false
# note = "Members of a local enum are its instances; the base is imported in the function, so that import goes to module level."
# ///
from multiprocessing import Pool


def shout(color):
    return color.value + "!"


def colors():
    from enum import Enum

    class Color(Enum):
        RED = "red"
        BLUE = "blue"

    with Pool(2) as pool:
        return pool.map(shout, [Color.RED, Color.BLUE])


if __name__ == "__main__":
    print(colors())
