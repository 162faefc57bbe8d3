from multiprocessing import Pool


def run_parallel(function, items, workers=2):
    with Pool(workers) as pool:
        return pool.map(function, items)
