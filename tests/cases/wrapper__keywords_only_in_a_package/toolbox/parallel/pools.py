import multiprocessing as mp


def run(*, task, items, workers=2):
    with mp.Pool(workers) as pool:
        return pool.map(task, items)
