# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "3\n"
# note = "The name in the call has to be that of the variable; nothing shows it, so the fix is safe."
# ///
from collections import namedtuple
from multiprocessing import Process


def show(pair):
    print(sum(pair))


def main():
    Pair = namedtuple("pair", ["a", "b"])
    child = Process(target=show, args=(Pair(1, 2),))
    child.start()
    child.join()


if __name__ == "__main__":
    main()
