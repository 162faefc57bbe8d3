# /// case
# expect = "refuse"
# codes = ["MP101"]
# stdout = "[3, 7]\n"
# fork_works = false
# mentions = ["pool"]
# note = "The task closes over the very pool it runs in: a pool can't be pickled, and a worker can't use its own pool."
# ///
from multiprocessing import Pool


def row_sums(rows):
    with Pool(2) as pool:

        def row_sum(row):
            return sum(pool.map(abs, row))

        return pool.map(row_sum, rows)


if __name__ == "__main__":
    print(row_sums([[1, -2], [-3, 4]]))
