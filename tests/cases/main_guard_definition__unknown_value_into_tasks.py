# /// case
# expect = "fix"
# codes = ["MP104"]
# stdout = "[1, 2]\n"
# safe = false
# mentions = ["`index` is pickled with the tasks then, under `fork`, too"]
# note = "A forked worker inherits the object of a library; nobody knows whether pickle takes it."
# ///
from fractions import Fraction
from multiprocessing import Pool

if __name__ == "__main__":
    index = Fraction(1)

    def work(number):
        return int(index * number)

    with Pool(2) as pool:
        print(pool.map(work, [1, 2]))
