# /// case
# expect = "refuse"
# codes = ["MP302"]
# stdout = "[20, 40]\n"
# fork_works = true
# mentions = ['main.py', "another file sends what reads `settings`"]
# note = "The worker and what it reads are in one module; another one sets it, by a function, and sends the worker."
# ///
from multiprocessing import Pool

import tasks

if __name__ == "__main__":
    tasks.configure(factor=20)
    with Pool(2) as pool:
        print(pool.map(tasks.work, [1, 2]))
