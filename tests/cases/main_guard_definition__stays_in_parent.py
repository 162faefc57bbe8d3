# /// case
# expect = "clean"
# stdout = "[2, 4]\n"
# note = "What only the parent calls may stay under the guard."
# ///
from multiprocessing import Pool


def double(number):
    return 2 * number


if __name__ == "__main__":

    def show(numbers):
        print(numbers)

    with Pool(2) as pool:
        show(pool.map(double, [1, 2]))
