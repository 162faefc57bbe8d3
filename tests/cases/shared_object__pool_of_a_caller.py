# /// case
# expect = "refuse"
# codes = ["MP203"]
# stdout = "5\n"
# fork_works = false
# mentions = ["initializer"]
# note = "The function is given the pool: who made it is not known here."
# ///
from multiprocessing import Lock, Pool
from multiprocessing.pool import Pool as PoolType


def measure(lock, text):
    with lock:
        return len(text)


def measure_all(pool: PoolType, text):
    lock = Lock()
    print(pool.apply(measure, (lock, text)))


def main():
    with Pool(1) as pool:
        measure_all(pool, "cocoa")


if __name__ == "__main__":
    main()
