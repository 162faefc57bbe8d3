from multiprocessing import Pool


def run_all(function, items):
    if len(items) < 10:
        return [function(item) for item in items]
    with Pool(2) as pool:
        return pool.map(function, items)
