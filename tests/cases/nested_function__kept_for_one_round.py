# /// case
# expect = "fix"
# codes = ["MP101", "MP102"]
# stdout = "[11, 12]\n[21, 22]\n[2, 4]\n[3, 6]\n8\n30\n31\n"
# fork_works = false
# note = "Functions that a name, a dict or a partial keeps for one round of a loop, or that a factory makes: nothing rebinds what they capture before they run."
# ///
import multiprocessing
from functools import partial


def in_a_dict(xs):
    for base in (10, 20):
        def shift(x):
            return x + base

        handlers = {}
        handlers["shift"] = shift
        with multiprocessing.Pool(1) as pool:
            print(pool.map(handlers["shift"], xs))


def in_a_partial(xs):
    factor = 2
    while factor < 4:
        def scale(own, x):
            return own * x * factor

        ready = partial(scale, 1)
        for job in [ready]:
            with multiprocessing.Pool(1) as pool:
                print(pool.map(job, xs))
        factor += 1


def by_a_factory(seed):
    def make(offset):
        return lambda x: x + offset + seed

    seed += 1
    add = make(2)
    with multiprocessing.Pool(1) as pool:
        print(pool.apply(add, (3,)))
    seed = 0
    return seed


def waits_for_its_helper():
    level = 30

    def one_round():
        def show():
            print(level)

        process = multiprocessing.Process(target=show)
        process.start()
        process.join()

    one_round()
    level += 1
    one_round()


if __name__ == "__main__":
    in_a_dict([1, 2])
    in_a_partial([1, 2])
    by_a_factory(2)
    waits_for_its_helper()
