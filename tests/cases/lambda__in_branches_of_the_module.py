# /// case
# expect = "fix"
# codes = ["MP102"]
# require = ['^    def norm\(n\):']
# note = "Only one of the branches runs: each lambda becomes a def where it stands."
# stdout = "[2]\n"
# fork_works = false
# ///
import sys
from multiprocessing import Pool

if sys.platform == "win32":
    norm = lambda n: n * 3
else:
    norm = lambda n: n * 2  # everywhere else

if __name__ == "__main__":
    with Pool(1) as pool:
        print(pool.map(norm, [1]))
