# /// case
# expect = "refuse"
# codes = ["MP201"]
# stdout = "[2.0, 3.0]\n"
# fork_works = false
# mentions = ["the module `math`"]
# note = "A module as configuration of the tasks."
# ///
import math
from multiprocessing import Pool


def root(library, number):
    return library.sqrt(number)


if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.starmap(root, [(math, 4), (math, 9)]))
