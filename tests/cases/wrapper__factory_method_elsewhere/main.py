# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[3, 6, 9]\n"
# fork_works = false
# note = "The nested function is made by a method in another module, which is changed."
# ///
from multiprocessing import Pool

from makers import Maker


def main():
    with Pool(2) as pool:
        print(pool.map(Maker(3).scaler(), [1, 2, 3]))


if __name__ == "__main__":
   main()
