# /// case
# expect = "fix"
# safe = false
# codes = ["MP103"]
# mentions = ['the class is called "_Size" and its variable `Size`']
# note = "What the child prints shows the name that a local named tuple calls itself: the fix is unsafe."
# ///
import collections
from multiprocessing import Process


def show(size):
    print(f"{size}")


def main():
    Size = collections.namedtuple("_Size", ["w", "h"])
    child = Process(target=show, args=(Size(2, 2),))
    child.start()
    child.join()


if __name__ == "__main__":
    main()
