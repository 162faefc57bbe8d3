# /// case
# expect = "fix"
# codes = ["MP104"]
# stdout = "[1, 4]\n9\n"
# note = "Blocks in the guard are left tidy, what only was set apart from them is not."
# ///
import sys
from multiprocessing import Pool, Process

if "__main__" == __name__:
    if len(sys.argv) < 9:
        # Squares.
        def square(number):
            return number**2

        with Pool(2) as pool:
            print(pool.map(square, [1, 2]))
    try:

        def show():
            print(square(3))

        child = Process(target=show)
        child.start()
        child.join()
    finally:
        pass
