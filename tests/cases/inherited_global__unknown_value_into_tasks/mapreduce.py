from multiprocessing import Pool


def run(function, words):
    with Pool(1) as pool:
        return pool.map(function, words)
