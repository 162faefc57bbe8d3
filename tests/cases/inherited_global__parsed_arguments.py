# /// case
# expect = "fix"
# codes = ["MP302"]
# stdout = "[10, 20]\n"
# require = ['^def _init\(args_\):\n    global args\n    args = args_$', 'initargs=\(args,\)']
# note = "Parsed arguments are a global of the guard block, which no child runs."
# ///
import argparse
from multiprocessing import Pool


def grow(number):
    return number * args.factor


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--factor", type=int, default=10)
    args = parser.parse_args()
    pool = Pool()
    print(pool.map(grow, [1, 2]))
    pool.close()
    pool.join()
