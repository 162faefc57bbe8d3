# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[3, 6, 9]\n"
# fork_works = false
# note = "The class of the pool is imported from a module of the project that takes it from the library."
# ///
from compat import Workers


def main():
    factor = 3

    def scale(number):
        return number * factor

    with Workers(2) as pool:
        print(pool.map(scale, [1, 2, 3]))


if __name__ == "__main__":
   main()
