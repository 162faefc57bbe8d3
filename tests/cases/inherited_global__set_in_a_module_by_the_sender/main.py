# /// case
# expect = "refuse"
# codes = ["MP302"]
# stdout = "[1, 3]\n"
# note = "The worker is in one module, what it reads in another, and the main module sets that before it sends the worker."
# ///
from multiprocessing import Pool

import state
from work import clip


def main():
    state.limit = 3
    with Pool(1) as pool:
        print(pool.map(clip, [1, 5]))


if __name__ == "__main__":
    main()
