# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "[11, 12]\n"
# fork_works = false
# note = "A generator of another module, as a context manager, gives the pool."
# ///
from pools import workers


def main():
    offset = 10
    with workers(2) as pool:
        print(pool.map(lambda x: x + offset, [1, 2]))


if __name__ == "__main__":
    main()
