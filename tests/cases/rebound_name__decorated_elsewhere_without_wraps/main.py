# /// case
# expect = "fix"
# codes = ["MP105"]
# stdout = "[1, 4]\n"
# fork_works = false
# require = ['^    @(functools\.)?wraps\(function\)$']
# note = "The function that is sent is decorated in its own module, without `wraps`."
# ///
from multiprocessing import Pool

from functions import square

if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(square, [1, 2]))
