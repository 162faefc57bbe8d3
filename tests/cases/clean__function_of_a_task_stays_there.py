# /// case
# expect = "clean"
# stdout = "3\nadd\n"
# note = "The tasks call their functions, or answer something about them; the parent makes one for itself."
# ///
from multiprocessing import Pool


def make(n):
    def add(x):
        return x + n

    return add


def added(n):
    return make(n)(2)


def name(n):
    add = make(n)
    return add.__name__


if __name__ == "__main__":
    local = make(1)
    with Pool(1) as pool:
        print(pool.apply(added, (local(0),)))
        print(pool.apply(name, (1,)))
