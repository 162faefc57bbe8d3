# /// case
# expect = "fix"
# codes = ["MP102", "MP102"]
# fork_works = false
# stdout = "[3, 6]\n[11, 12]\n"
# note = "`compat` only imports `parallel`, and calls nothing of it: it is looked at since others take the module from it, whether by `from` or as an attribute."
# ///
import compat
from compat import parallel


def main():
    k = 3
    offset = 10
    print(parallel.run(lambda x: x * k, [1, 2]))
    print(compat.parallel.run(lambda x: x + offset, [1, 2]))


if __name__ == "__main__":
    main()
