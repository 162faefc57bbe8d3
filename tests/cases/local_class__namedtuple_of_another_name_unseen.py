# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "4\n"
# require = ['^Size = collections.namedtuple\("Size", ']
# note = "A local named tuple calls itself otherwise, and nothing shows its name: the fix is safe."
# ///
import collections
from multiprocessing import Process


def show(size):
    print(size.w * size.h)


def main():
    Size = collections.namedtuple("_Size", ["w", "h"])
    child = Process(target=show, args=(Size(2, 2),))
    child.start()
    child.join()


if __name__ == "__main__":
    main()
