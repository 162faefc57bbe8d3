# /// case
# expect = "refuse"
# codes = ["MP101"]
# stdout = "[3, 4] letters\n"
# fork_works = false
# mentions = ["total"]
# note = "A pool task that writes a `nonlocal`: a worker runs several tasks, so what one task leaves for the next can't be said."
# ///
from multiprocessing import Pool


def count_letters(words):
    total = 0

    def count(word):
        nonlocal total
        total += len(word)
        return len(word)

    with Pool(2) as pool:
        print(pool.map(count, words), "letters")
    return total


if __name__ == "__main__":
    count_letters(["tea", "milk"])
