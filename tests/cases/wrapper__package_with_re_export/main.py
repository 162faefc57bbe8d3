# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[3, 6, 9]\n"
# fork_works = false
# note = "The package takes the wrapper from its own module by a relative import, and the program from the package."
# ///
from tools import run_parallel


def main():
    factor = 3

    def scale(number):
        return number * factor

    print(run_parallel(scale, [1, 2, 3]))


if __name__ == "__main__":
    main()
