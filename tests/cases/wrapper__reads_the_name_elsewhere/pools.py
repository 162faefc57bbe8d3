from multiprocessing import Pool


def run_parallel(function, items):
    with Pool(2) as pool:
        return function.__name__, pool.map(function, items)
