# /// case
# expect = "refuse"
# codes = ["MP302"]
# stdout = "1\n"
# mentions = ["level"]
# note = "One place, but in a branch: whether it has run is not known where the child is made."
# ///
import sys
from multiprocessing import Process

level = 0


def show():
    print(level)


def main(arguments):
    global level
    if len(arguments) < 9:
        level = 1
    child = Process(target=show)
    child.start()
    child.join()


if __name__ == "__main__":
    main(sys.argv)
