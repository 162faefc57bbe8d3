# /// case
# expect = "clean"
# stdout = "[20, 40]\n[3, 6]\n"
# note = "The main module sets what the worker reads when it is imported, as a child does, and in the initializer."
# ///
from multiprocessing import Pool

import tasks

tasks.configure(20)

if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(tasks.work, [1, 2]))
    with Pool(2, initializer=tasks.begin, initargs=(3,)) as pool:
        print(pool.map(tasks.scale, [1, 2]))
