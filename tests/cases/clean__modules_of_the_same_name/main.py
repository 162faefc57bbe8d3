# /// case
# expect = "clean"
# stdout = "[3, 6, 9]\n"
# note = "Only the other `pools` uses processes: names lead to files as Python resolves them."
# ///
from pools import run_parallel


def main():
    factor = 3

    def scale(number):
        return number * factor

    print(run_parallel(scale, [1, 2, 3]))


if __name__ == "__main__":
    main()
