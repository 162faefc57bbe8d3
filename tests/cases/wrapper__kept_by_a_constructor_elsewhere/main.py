# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[3, 6, 9]\n"
# fork_works = false
# note = "The constructor keeps the function, and another method sends it."
# ///
from job import Job


def main():
    factor = 3

    def scale(number):
        return number * factor

    print(Job(scale).run([1, 2, 3]))


if __name__ == "__main__":
    main()
