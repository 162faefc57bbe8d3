# /// case
# expect = "fix"
# codes = ["MP101", "MP102"]
# stdout = "add 5\nlambda 4\n"
# note = "The wrapper of another module starts a process for each function of the list that it is given."
# ///
from launcher import start_all


def main():
    n = 4

    def add():
        print("add", n + 1, flush=True)

    start_all([add, lambda: print("lambda", n, flush=True)])


if __name__ == "__main__":
    main()
