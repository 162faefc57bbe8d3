# /// case
# expect = "clean"
# codes = []
# stdout = "3\n3\n"
# note = "A builtin that both files call is nobody's global."
# ///
import multiprocessing

from filling import *

if __name__ == "__main__":
    for round in range(2):
        process = multiprocessing.Process(target=fill, args=(3, []))
        process.start()
        process.join()
