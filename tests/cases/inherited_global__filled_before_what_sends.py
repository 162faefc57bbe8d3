# /// case
# expect = "fix"
# codes = ["MP302"]
# stdout = "[5, 10]\n"
# note = "The guard calls what fills the dict, and then what sends the worker."
# ///
from multiprocessing import Pool

CONFIG = {"k": 1}


def load(values):
    CONFIG.update(values)


def work(x):
    return x * CONFIG["k"]


def run():
    with Pool(1) as pool:
        print(pool.map(work, [1, 2]))


if __name__ == "__main__":
    load({"k": 5})
    run()
