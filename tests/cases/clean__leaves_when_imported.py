# /// case
# expect = "clean"
# note = "A file that refuses to be imported starts its processes in the main process only."
# ///
import sys
from multiprocessing import Pool

if __name__ != "__main__":
    sys.exit("this is a script")

with Pool(1) as pool:
    print(pool.map(abs, [-1]))
