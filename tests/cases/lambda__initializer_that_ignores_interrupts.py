# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "[1, 2]\n"
# note = "As asked in public threads: the workers of a pool ignore the interrupt, by a lambda as `initializer`."
# ///
import signal
from multiprocessing import Pool


def main():
    pool = Pool(2, initializer=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
    print(pool.map(abs, [-1, 2]))
    pool.close()
    pool.join()


if __name__ == "__main__":
    main()
