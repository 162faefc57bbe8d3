# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[3, 6, 9]\n"
# fork_works = false
# note = "A wrapper of a wrapper of a wrapper, each in a module of its own, by position, by keyword and by stars."
# ///
from jobs.high import launch


def main():
    factor = 3

    def scale(number):
        return number * factor

    print(launch(scale, [1, 2, 3]))


if __name__ == "__main__":
    main()
