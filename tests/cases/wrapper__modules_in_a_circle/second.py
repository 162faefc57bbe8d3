from multiprocessing import Pool

import first


def run(function, items):
    with Pool(first.workers()) as pool:
        return pool.map(function, items)
