import functools
from multiprocessing import Pool


def run(function, items, workers=1, parallel=True):
    if not parallel:
        return [function(item) for item in items]
    with Pool(workers) as pool:
        return pool.map(function, items)


one_by_one = functools.partial(run, workers=1)
serially = functools.partial(run, parallel=False)


def run_with(workers):
    return functools.partial(run, workers=workers)
