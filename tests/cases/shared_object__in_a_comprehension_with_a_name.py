# /// case
# expect = "refuse"
# codes = ["MP203"]
# note = "The queue is in the tuples that a comprehension makes, which has a name."
# ///
"""A list of argument tuples, built by a comprehension and given by its name."""
import multiprocessing as mp


def scan(args):
    path, q = args
    q.put(path)
    return len(path)


if __name__ == "__main__":
    q = mp.Queue()
    todo = [(p, q) for p in ("x", "yy")]
    pool = mp.Pool(2)
    print(pool.map(scan, todo))
    pool.close()
    pool.join()
    print(sorted(q.get() for _ in todo))
