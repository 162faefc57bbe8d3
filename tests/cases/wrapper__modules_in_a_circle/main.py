# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[3, 6, 9]\n"
# fork_works = false
# note = "Two modules import each other: what each knows of the other is found all the same."
# ///
from first import start


def main():
    factor = 3

    def scale(number):
        return number * factor

    print(start(scale, [1, 2, 3]))


if __name__ == "__main__":
    main()
