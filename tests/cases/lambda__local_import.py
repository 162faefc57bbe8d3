# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "[('8.0', 3), ('9.0', 4)]\n"
# fork_works = false
# forbid = ['lambda']
# note = "The body names a module and a function that the encloser imports: a `def` has room to repeat both statements."
# ///
import multiprocessing as mp


def summarize(numbers, exponent):
    import math
    from operator import add as plus

    with mp.Pool(2) as pool:
        return pool.map(lambda number: (str(math.pow(number, exponent)), plus(number, 1)), numbers)


if __name__ == "__main__":
    print(summarize([2], 3) + summarize([3], 2))
