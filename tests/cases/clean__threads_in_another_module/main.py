# /// case
# expect = "clean"
# stdout = "[3, 6, 9]\n"
# note = "The wrappers of other modules use threads, or never send what they are given: nothing is pickled."
# ///
from pools import run_here, run_parallel
from runner import Runner


def main():
    factor = 3

    def scale(number):
        return number * factor

    print(run_parallel(scale, Runner().map(int, run_here(str, [1, 2, 3]))))


if __name__ == "__main__":
    main()
