# /// case
# expect = "fix"
# codes = ["MP302"]
# stdout = "depth 2\n"
# note = "A method of a class that the target makes reads the global: the instance is given it by the child."
# ///
from multiprocessing import Process

depth = 1


class Walker:
    def show(self):
        print("depth", depth)


def walk():
    walker = Walker()
    walker.show()


def main(limit):
    global depth
    depth = limit
    child = Process(target=walk)
    child.start()
    child.join()


if __name__ == "__main__":
    main(2)
