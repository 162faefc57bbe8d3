# /// case
# expect = "clean"
# stdout = "[4]\n4\n"
# note = "Contexts that are literally `fork` inherit the globals of the parent."
# ///
import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor

factor = 1
context = mp.get_context("fork")


def grow(number):
    return number * factor


def main():
    global factor
    factor = 2
    with context.Pool(1) as pool:
        print(pool.map(grow, [2]))
    with ProcessPoolExecutor(1, mp_context=context) as executor:
        print(executor.submit(grow, 2).result())


if __name__ == "__main__":
    main()
