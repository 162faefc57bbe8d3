# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "3 3\n3\nx 3 3\n[3, 6]\n[3, 6]\nmade 3\n"
# fork_works = false
# note = "A `partial` of an API is a wrapper; one with a slot for arguments takes them in its calls only."
# ///
from functools import partial
from multiprocessing import Pool, Process


def launch(function, args=(), daemon=False):
    child = Process(target=function, args=args, daemon=daemon)
    child.start()
    child.join()


launch_daemon = partial(launch, daemon=True)


def main(n):
    launch_daemon(lambda x: print(x, n, flush=True), args=(3,))
    launch_daemon(lambda: print(n, flush=True))
    bound = partial(launch, lambda x=0: print("x", x, n, flush=True))
    bound(args=(3,))
    with Pool(1) as pool:
        mapped = partial(pool.map, chunksize=1)
        print(mapped(lambda v: v * n, [1, 2]))
        print(partial(pool.map, lambda v: v * n)([1, 2]))
    make = partial(Process, daemon=True)
    child = make(target=lambda: print("made", n, flush=True))
    child.start()
    child.join()


if __name__ == "__main__":
    main(3)
