# /// case
# expect = "clean"
# stdout = "[1, 3]\n"
# note = "The initializer of the pool calls what sets the global of another file, too."
# ///
from multiprocessing import Pool

import state


def start(limit):
    state.set_up(limit)


def clip(number):
    return min(number, state.limit)


def main():
    state.set_up(3)
    with Pool(1, initializer=start, initargs=(3,)) as pool:
        print(pool.map(clip, [1, 5]))


if __name__ == "__main__":
    main()
