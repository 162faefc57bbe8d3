# /// case
# expect = "clean"
# stdout = "[1, 3]\n"
# note = "The import of the file sets the global of another one, in the child, too."
# ///
from multiprocessing import Pool

import state

state.set_up(3)


def clip(number):
    return min(number, state.limit)


def main():
    state.set_up(3)
    with Pool(1) as pool:
        print(pool.map(clip, [1, 5]))


if __name__ == "__main__":
    main()
