# /// case
# expect = "fix"
# codes = ["MP104"]
# stdout = "[3, 6]\n"
# note = "The task reads a variable of the guard: a forked worker has it, a fresh one does not."
# ///
from multiprocessing import Pool

if __name__ == "__main__":
    factor = int("3")

    def scale(number):
        return number * factor

    with Pool(2) as pool:
        print(pool.map(scale, [1, 2]))
