# /// case
# expect = "fix"
# codes = ["MP302"]
# stdout = "[5, 10]\n"
# note = "A function that the parent calls first fills the dict."
# ///
from multiprocessing import Pool

CONFIG = {"k": 1}


def read_config(value):
    CONFIG["k"] = value


def work(x):
    return x * CONFIG["k"]


def main():
    read_config(5)
    with Pool(1) as pool:
        print(pool.map(work, [1, 2]))


if __name__ == "__main__":
    main()
