# /// case
# expect = "clean"
# stdout = "5\n"
# note = "The wrapper of another module literally forks: what it is given is inherited."
# ///
from launcher import start


def main():
    number = 5
    start(lambda: print(number, flush=True))


if __name__ == "__main__":
    main()
