# /// case
# expect = "refuse"
# codes = ["MP302"]
# stdout = "verbose 1\n"
# mentions = ["another file sends what reads `MODE`"]
# note = "The main module assigns an attribute of the module whose function it sends through a wrapper of a third one."
# ///
import tasks
from launcher import start


def main():
    tasks.MODE = "verbose"
    start(tasks.show, 1)


if __name__ == "__main__":
    main()
