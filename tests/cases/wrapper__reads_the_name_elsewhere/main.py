# /// case
# expect = "refuse"
# codes = ["MP101"]
# stdout = "scale [3, 6, 9]\n"
# fork_works = false
# mentions = ['__name__']
# note = "The wrapper reads `__name__`, which a `partial` does not have: no safe fix."
# ///
from pools import run_parallel


def main():
    factor = 3

    def scale(number):
        return number * factor

    print(*run_parallel(scale, [1, 2, 3]))


if __name__ == "__main__":
    main()
