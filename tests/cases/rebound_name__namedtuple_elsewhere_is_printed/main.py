# /// case
# expect = "fix"
# safe = false
# codes = ["MP105"]
# mentions = ['unsafe: `print\(point\)` may show the name, which is then `Point`']
# note = "The file that sends the instance prints it, and with it the name of the class: the fix is unsafe."
# ///
from multiprocessing import Process

import shapes


def show(point):
    print(point)


if __name__ == "__main__":
    child = Process(target=show, args=(shapes.Point(1, 2),))
    child.start()
    child.join()
