# /// case
# expect = "fix"
# safe = false
# codes = ["MP105"]
# mentions = ['`__name__` of the function is read']
# note = "The file with the decorated function prints its name, which is another one after the fix."
# ///
from multiprocessing import Pool

from checks import checked


@checked
def square(n):
    return n * n


if __name__ == "__main__":
    print("running", square.__name__)
    with Pool(2) as pool:
        print(pool.map(square, [1, 2]))
