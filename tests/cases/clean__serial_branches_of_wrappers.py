# /// case
# expect = "clean"
# stdout = "[2]\n[3]\n[4]\n[5]\n[6]\n[7]\n"
# note = "What a call gives, or leaves out, decides that nothing is pickled: flags, counts, kinds of pools."
# ///
from multiprocessing import Pool
from multiprocessing.pool import ThreadPool


def by_flag(function, items, parallel=False):
    if parallel:
        with Pool(2) as pool:
            return pool.map(function, items)
    return [function(item) for item in items]


def by_count(function, items, n_jobs=1):
    if n_jobs is None or n_jobs <= 1:
        return [function(item) for item in items]
    with Pool(n_jobs) as pool:
        return pool.map(function, items)


def by_name(function, items, *, backend="serial"):
    if backend == "serial":
        return [function(item) for item in items]
    elif backend == "threads":
        with ThreadPool(1) as pool:
            return pool.map(function, items)
    else:
        with Pool(1) as pool:
            return pool.map(function, items)


def through_another(function, n_jobs):
    return by_count(function, [1], n_jobs=n_jobs)


def in_pool(pool: Pool, function, items):
    return pool.map(function, items)


if __name__ == "__main__":
    print(by_flag(lambda n: n + 1, [1]))
    print(by_count(lambda n: n + 2, [1], n_jobs=None))
    print(by_name(lambda n: n + 3, [1]))
    print(by_name(lambda n: n + 4, [1], backend="threads"))
    print(through_another(lambda n: n + 5, 1))
    with ThreadPool(1) as threads:
        print(in_pool(threads, lambda n: n + 6, [1]))
