# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[6, 7]\n"
# note = "A wrapper of another module makes the pool, with the initializer that it is given and its arguments."
# ///
from pools import make_pool

setting = None


def add(x):
    return x + setting


def main():
    base = 5

    def configure(extra):
        global setting
        setting = base + extra

    with make_pool(configure, (0,)) as pool:
        print(pool.map(add, [1, 2]))


if __name__ == "__main__":
    main()
