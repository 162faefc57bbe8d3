# /// case
# expect = "fix"
# codes = ["MP302"]
# stdout = "['X/3']\n"
# note = "The guard adds to the list, and the function that it calls afterwards sends the worker."
# ///
from multiprocessing import Pool

names = ["a", "b"]


def shout(name):
    return f"{name.upper()}/{len(names)}"


def main():
    with Pool(1) as pool:
        return pool.map(shout, ["x"])


if __name__ == "__main__":
    names.append("c")
    print(main())
