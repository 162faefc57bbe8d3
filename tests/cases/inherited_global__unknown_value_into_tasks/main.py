# /// case
# expect = "fix"
# codes = ["MP302"]
# safe = false
# stdout = "[2, 1]\n"
# mentions = ["is pickled with the tasks then"]
# note = "A global that a forked child inherits need not be picklable; where the pool is made elsewhere, it goes with the tasks."
# ///
from collections import Counter

from mapreduce import run

index = None


def work(word):
    return index[word]


def main():
    global index
    index = Counter(["a", "b", "a"])
    print(run(work, ["a", "b"]))


if __name__ == "__main__":
    main()
