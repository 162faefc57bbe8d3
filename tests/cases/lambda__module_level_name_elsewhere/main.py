# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "[1, 4]\n"
# fork_works = false
# require = ['^def square\(x\):$']
# note = "A lambda with a name at module level, which another module sends by that name."
# ///
from multiprocessing import Pool

from functions import square

if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(square, [1, 2]))
