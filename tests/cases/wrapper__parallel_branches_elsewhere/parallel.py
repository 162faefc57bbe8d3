from multiprocessing import get_context


def run(function, items, n_jobs=1, *, context=None):
    if n_jobs == 1:
        return [function(item) for item in items]
    if context is None:
        context = get_context()
    with context.Pool(n_jobs) as pool:
        return pool.map(function, items)


def run_two(function, items, n_jobs=2):
    return run(function, items, n_jobs=n_jobs)
