# /// case
# expect = "clean"
# codes = []
# stdout = "[0, 1, 4]\nseen: [0, 1, 2]\n"
# note = "A function of another module may run the function in the parent itself, where there is little to do."
# ///
from parallel import run_all

seen = []


def square(n):
    seen.append(n)
    return n * n


def main():
    print(run_all(square, range(3)))
    print("seen:", seen)


if __name__ == "__main__":
    main()
