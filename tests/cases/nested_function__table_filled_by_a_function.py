# /// case
# expect = "fix"
# codes = ["MP101", "MP102"]
# stdout = "a+b -3\n"
# fork_works = false
# note = "The function that makes the table fills it before it answers it."
# ///
from multiprocessing import Pool


def make_handlers(separator):
    handlers = {}

    def join(*words):
        return separator.join(words)

    handlers["join"] = join
    handlers["neg"] = lambda number: -number
    return handlers


def main():
    handlers = make_handlers("+")
    with Pool(1) as pool:
        print(pool.apply(handlers["join"], ("a", "b")), pool.apply(handlers["neg"], (3,)))


if __name__ == "__main__":
    main()
