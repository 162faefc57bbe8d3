from multiprocessing import Pool


def run_parallel(function, items):
    with Pool(2) as pool:
        return pool.map(function, items)
