# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[3, 6, 9]\n"
# fork_works = false
# note = "The wrapper is a method of a class in another module."
# ///
from runner import Runner


def main():
    factor = 3

    def scale(number):
        return number * factor

    print(Runner(2).map(scale, [1, 2, 3]))


if __name__ == "__main__":
    main()
