# /// case
# expect = "fix"
# codes = ["MP302"]
# stdout = "[(5, ['k=5']), (10, ['k=5'])]\n"
# note = "One list is filled where the worker is sent, one by a function that is called there: both are missing in the child."
# ///
import sys
from multiprocessing import Pool

CONFIG = {"k": 1}
LEVELS = []


def read_config(argv):
    for arg in argv:
        key, _, value = arg.partition("=")
        CONFIG[key] = int(value)


def work(x):
    return x * CONFIG["k"], LEVELS


def main(argv):
    read_config(argv)
    LEVELS.extend(argv)
    with Pool(1) as pool:
        print(pool.map(work, [1, 2]))


if __name__ == "__main__":
    main(sys.argv[1:] or ["k=5"])
