# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[3, 6, 9]\n"
# fork_works = false
# note = "A folder without `__init__.py` is a package, too."
# ///
import tools.pools


def main():
    factor = 3

    def scale(number):
        return number * factor

    print(tools.pools.run_parallel(scale, [1, 2, 3]))


if __name__ == "__main__":
    main()
