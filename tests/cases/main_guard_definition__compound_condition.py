# /// case
# expect = "fix"
# codes = ["MP104"]
# stdout = "ok 1\n"
# note = "More conditions may follow behind the `and` of a main guard."
# ///
import sys
from multiprocessing import Process

if __name__ == "__main__" and sys.version_info >= (3, 8):
    def work(n):
        print("ok", n)

    p = Process(target=work, args=(1,))
    p.start()
    p.join()
