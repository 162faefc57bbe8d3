# /// case
# expect = "refuse"
# codes = ["MP203"]
# stdout = "[0, 1, 4, 9]\n"
# fork_works = false
# note = "As asked in public threads: a `Queue` goes through `Pool.map` in the tuple of each item."
# ///
import multiprocessing


def work(args):
    q, x = args
    q.put(x * x)


if __name__ == "__main__":
    queue = multiprocessing.Queue()
    pool = multiprocessing.Pool(2)
    pool.map(work, [(queue, x) for x in range(4)])
    print(sorted(queue.get() for _ in range(4)))
    pool.close()
    pool.join()
