# /// case
# expect = "fix"
# fork_works = false
# codes = ["MP101", "MP102"]
# stdout = "['tea', 'teatea']\n[2, 3]\n"
# note = "A partial of a wrapper is given the pool, and called with what the pool maps."
# ///
from functools import partial
from multiprocessing import Pool


def run(pool, function, items):
    return pool.map(function, items)


def main(word):
    def work(item):
        return word * item

    with Pool(2) as pool:
        print(partial(run, pool)(work, [1, 2]))
        job = partial(run, pool)
        print(job(lambda item: item + 1, [1, 2]))


if __name__ == "__main__":
    main("tea")
