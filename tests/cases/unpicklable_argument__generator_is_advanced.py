# /// case
# expect = "refuse"
# codes = ["MP201"]
# stdout = "0\n"
# fork_works = false
# mentions = ["generator"]
# note = "The task takes the first item with `next`, which a list does not have."
# ///
from multiprocessing import Pool


def first(numbers):
    return next(numbers)


if __name__ == "__main__":
    with Pool(1) as pool:
        print(pool.apply(first, ((number * number for number in range(5)),)))
