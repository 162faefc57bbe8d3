# /// case
# expect = "refuse"
# codes = ["MP302"]
# mentions = ["`options`"]
# stdout = "['2:a']\n['2:b']\n"
# note = "The parameter of the same name is the global in one call, and something else in another: it can't be passed on in its place."
# ///
import sys
from multiprocessing import Pool


def read(argv):
    return {"times": 1 + len(argv)}


def label(text):
    return f"{options['times']}:{text}"


def run(options, text):
    with Pool(options["times"]) as pool:
        print(pool.map(label, [text]))


if __name__ == "__main__":
    options = read(sys.argv)
    run(options, "a")
    run({"times": 1}, "b")
