# /// case
# expect = "fix"
# codes = ["MP302"]
# stdout = "[3, 5]\n"
# require = ['^FACTOR = 2\n(# [^\n]*\n)?OFFSET = 1  # one more$']
# note = "Two constants of the guard move above it with their comments; the guard keeps the rest."
# ///
from multiprocessing import Pool


def grow(number):
    return number * FACTOR + OFFSET


# Run it.
if __name__ == "__main__":
    numbers = [1, 2]
    FACTOR = 2
    # Not none.
    OFFSET = 1  # one more

    with Pool(1) as pool:
        print(pool.map(grow, numbers))
