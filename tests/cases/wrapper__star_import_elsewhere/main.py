# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[3, 6, 9]\n"
# fork_works = false
# note = "The wrapper comes with all other names of its module."
# ///
from pools import *


def main():
    factor = 3

    def scale(number):
        return number * factor

    print(run_parallel(scale, [1, 2, 3]))


if __name__ == "__main__":
    main()
