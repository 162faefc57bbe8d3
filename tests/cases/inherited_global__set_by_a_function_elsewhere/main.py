# /// case
# expect = "refuse"
# codes = ["MP302"]
# stdout = "[1, 3]\n"
# note = "The parent calls a function of another file that sets a global there, and the child reads it."
# ///
from multiprocessing import Pool

import state


def clip(number):
    return min(number, state.limit)


def main():
    state.set_up(3)
    with Pool(1) as pool:
        print(pool.map(clip, [1, 5]))


if __name__ == "__main__":
    main()
