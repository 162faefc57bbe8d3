# /// case
# expect = "clean"
# stdout = "[1]\n[2]\n[4]\n"
# note = "Guards in other words, and functions that nothing calls at import."
# ///
from multiprocessing import Pool


def show(number):
    with Pool(1) as pool:
        print(pool.map(abs, [number]), flush=True)


def unused():
    show(0)


def main():
    if __name__ == "__main__":
        show(-1)


main()

if "__main__" == __name__ and not unused.__doc__:
    show(-2)

if __name__ != "__main__":
    pass
else:
    show(-4)
