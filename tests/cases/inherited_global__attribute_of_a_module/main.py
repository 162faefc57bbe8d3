# /// case
# expect = "refuse"
# codes = ["MP302"]
# stdout = "level 5\n"
# mentions = ["level"]
# note = "An attribute of a module that the parent sets has the value of the import in the child."
# ///
from multiprocessing import Process

import settings


def work():
    print("level", settings.level)


def main():
    settings.level = 5
    child = Process(target=work)
    child.start()
    child.join()


if __name__ == "__main__":
    main()
