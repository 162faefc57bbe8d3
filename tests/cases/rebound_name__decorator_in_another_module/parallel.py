import functools
from multiprocessing import Pool


def call(function, item):
    return function(item)


def parallel(function):
    @functools.wraps(function)
    def run(items):
        with Pool(2) as pool:
            return pool.map(functools.partial(call, function), items)

    return run
