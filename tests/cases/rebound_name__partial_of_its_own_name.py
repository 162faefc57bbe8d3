# /// case
# expect = "refuse"
# codes = ["MP105"]
# stdout = "[5, 6]\n"
# fork_works = false
# mentions = ["add"]
# note = "The `partial` holds the function `add`, and the name `add` means the `partial`."
# ///
from functools import partial
from multiprocessing import Pool


def add(first, second):
    return first + second


add = partial(add, 4)

if __name__ == "__main__":
    with Pool(1) as pool:
        print(pool.map(add, [1, 2]))
