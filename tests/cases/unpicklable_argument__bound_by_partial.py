# /// case
# expect = "refuse"
# codes = ["MP201"]
# stdout = "[2, 4]\n"
# fork_works = false
# mentions = ["`log`, an open file,", "Pool.map"]
# note = "What a partial binds travels with every task."
# ///
from functools import partial
from multiprocessing import Pool


def double(log, number):
    print(number, file=log)
    return number * 2


def main(numbers):
    with open("/dev/null", "w") as log, Pool(2) as pool:
        print(pool.map(partial(double, log), numbers))


if __name__ == "__main__":
    main([1, 2])
