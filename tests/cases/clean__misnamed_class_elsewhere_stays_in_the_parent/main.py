# /// case
# expect = "clean"
# stdout = "3\n"
# note = "Of a class with another name only what an instance holds is sent; another one has both names."
# ///
from multiprocessing import Process

from shapes import Point, Size


def show(x, size):
    print(x + size.width)


if __name__ == "__main__":
    point = Point(1, 2)
    child = Process(target=show, args=(point.x, Size(2)))
    child.start()
    child.join()
