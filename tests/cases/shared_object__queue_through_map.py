# /// case
# expect = "fix"
# codes = ["MP203"]
# stdout = "[0, 1, 4, 9]\n"
# fork_works = false
# note = "As asked in public threads: a `Queue` goes through `Pool.map` in each item, or is bound by `partial`."
# ///
import functools
import multiprocessing


def work(q, x):
    q.put(x * x)


if __name__ == "__main__":
    queue = multiprocessing.Queue()
    pool = multiprocessing.Pool(2)
    pool.map(functools.partial(work, queue), range(4))
    print(sorted(queue.get() for _ in range(4)))
    pool.close()
    pool.join()
