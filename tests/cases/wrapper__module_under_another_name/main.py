# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[3, 6, 9]\n"
# fork_works = false
# note = "The module of the wrapper is imported under another name, as a part of a package."
# ///
import tools.pools as pools


def main():
    factor = 3

    def scale(number):
        return number * factor

    print(pools.run_parallel(scale, [1, 2, 3]))


if __name__ == "__main__":
    main()
