# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[3, 6, 9]\n"
# fork_works = false
# note = "The pool comes from a function of another module: calls of its methods are sinks."
# ///
from pools import make_pool


def main():
    factor = 3

    def scale(number):
        return number * factor

    with make_pool() as pool:
        print(pool.map(scale, [1, 2, 3]))


if __name__ == "__main__":
   main()
