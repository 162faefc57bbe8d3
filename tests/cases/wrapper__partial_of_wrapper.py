# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[4]\n[3]\n[4]\n[-2, -1]\nshow 1 b 3\nshow 1 2 3\n"
# fork_works = false
# forbid = ['^def fine']
# note = "A `partial` of a wrapper is a wrapper: it may have the function, other arguments, or what a condition asks for."
# ///
from functools import partial
from multiprocessing import Pool, Process


def run_parallel(function, items, workers=2):
    with Pool(workers) as pool:
        return pool.map(function, items)


def maybe(function, items, serial=False):
    if serial:
        return [function(item) for item in items]
    with Pool(1) as pool:
        return pool.map(function, items)


def start(function, *args):
    child = Process(target=function, args=args)
    child.start()
    child.join()


run_single = partial(run_parallel, workers=1)
serially = partial(maybe, serial=True)
really = partial(maybe, serial=False)


def main(n):
    def add(v):
        return v + n

    def sub(v):
        return v - n

    def show(a, b="b"):
        print("show", a, b, n, flush=True)

    def fine(v):
        return v * n

    print(run_single(add, [1]))
    print(serially(fine, [1]))
    print(really(add, [1]))
    print(partial(run_parallel, sub)([1, 2]))
    start_show = partial(start, show, 1)
    start_show()
    start_show(2)


if __name__ == "__main__":
    main(3)
