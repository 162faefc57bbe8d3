# /// case
# expect = "clean"
# stdout = "[1, 2]\n[11, 12]\n[5, 6]\n"
# note = "One variable for three pools: the process pool gets importable functions, the closures go to the other two."
# ///
from multiprocessing import Pool
from multiprocessing.pool import ThreadPool


def main(offset):
    def shift(number):
        return number + offset

    pool = Pool(2)
    print(pool.map(abs, [-1, -2]))
    pool.close()
    pool.join()
    pool = ThreadPool(2)
    print(pool.map(shift, [1, 2]))
    pool.close()
    pool.join()
    with ThreadPool(1) as pool:
        print(list(pool.imap(lambda number: shift(number) // 2, [0, 2])))


if __name__ == "__main__":
    main(10)
