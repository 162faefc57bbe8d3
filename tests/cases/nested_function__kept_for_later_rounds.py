# /// case
# expect = "fix"
# codes = ["MP101"]
# safe = false
# stdout = "[11]\n[11, 21]\n5\n"
# fork_works = false
# mentions = ["`base` is rebound after it is passed", "`seed` is rebound after it is passed"]
# note = "A dict that outlives the round of the loop runs the functions of earlier rounds again, and a factory's function is kept while its variable changes: the closure would see the new value."
# ///
import multiprocessing


def in_a_dict():
    handlers = {}
    for base in (10, 20):
        def shift(x):
            return x + base

        handlers[base] = shift
        with multiprocessing.Pool(1) as pool:
            print([pool.apply(handlers[key], (1,)) for key in handlers])


def by_a_factory(seed):
    def make():
        def add(x):
            return x + seed

        return add

    kept = make()
    seed = 0
    with multiprocessing.Pool(1) as pool:
        print(pool.apply(kept, (3,)))


if __name__ == "__main__":
    in_a_dict()
    by_a_factory(2)
