# /// case
# expect = "fix"
# codes = ["MP302"]
# stdout = "21\n"
# note = "The worker reads what `main` sets; a wrapper of another module starts it."
# ///
from launcher import start

factor = 1


def work(x):
    print(x * factor, flush=True)


def main():
    global factor
    factor = 7
    start(work, 3)


if __name__ == "__main__":
    main()
