import multiprocessing


def run(function, items):
    with multiprocessing.Pool(2) as pool:
        return pool.map(function, items)
