# /// case
# expect = "fix"
# safe = false
# codes = ["MP105"]
# note = "The name of the class is a part of what is printed: the fix is unsafe."
# ///
from collections import namedtuple
from multiprocessing import Process

Pixel = namedtuple("Px", "x y")


def show(pixel):
    print(pixel)


if __name__ == "__main__":
    child = Process(target=show, args=(Pixel(3, 4),))
    child.start()
    child.join()
