# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "[3, 6, 9]\n"
# fork_works = false
# note = "A lambda is made in another module, and sent through a name and a package."
# ///
from multiprocessing import Pool

from makers import make_scaler


def main():
    scale = make_scaler(3)
    with Pool(2) as pool:
        print(pool.map(scale, [1, 2, 3]))


if __name__ == "__main__":
   main()
