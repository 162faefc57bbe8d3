# /// case
# expect = "clean"
# stdout = "7\n0 seen\n[2]\n5\n"
# note = "Children that fill a global themselves, reads in the parent only, module-level setup, and functions nobody calls."
# ///
from multiprocessing import Pool, Process

cache = None
seen = []
verbose = False
limit = 3


def setup():
    global limit
    limit = 5


setup()


def configure(value):
    global verbose
    verbose = value


def load():
    global cache
    if cache is None:
        cache = {"a": 7}
    return cache


def show():
    if not verbose:
        print(load()["a"], flush=True)


def double(number):
    return 2 * number


def show_limit():
    print(limit, flush=True)


def run(function):
    child = Process(target=function)
    child.start()
    child.join()


def main():
    global cache
    cache = {"a": 7}
    run(show)
    print(len(seen), "seen")
    seen.append(1)
    with Pool(1) as pool:
        print(pool.map(double, seen))
    run(show_limit)


if __name__ == "__main__":
    main()
