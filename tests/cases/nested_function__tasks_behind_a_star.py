# /// case
# expect = "fix"
# codes = ["MP101", "MP102"]
# stdout = "5\n[5, 6]\n[7, 11]\n[3, 4]\n"
# fork_works = false
# note = "The tasks of pools and a wrapper's function come out of lists and tuples behind stars."
# ///
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool


def run(function, items):
    with Pool(2) as pool:
        return pool.map(function, items)


def main():
    n = 4

    def add(x, y=0):
        return x + y + n

    with Pool(2) as pool:
        print(pool.apply(*[add, (1,)]))
        print(pool.map(*(add, [1, 2])))
    jobs = [(add, 1, 2), (add, 3, 4)]
    with ProcessPoolExecutor(2) as executor:
        print([executor.submit(*job).result() for job in jobs])
    print(run(*[lambda x: x + 2, [1, 2]]))


if __name__ == "__main__":
    main()
