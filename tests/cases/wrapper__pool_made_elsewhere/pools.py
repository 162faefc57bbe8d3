import multiprocessing


def make_pool():
    return multiprocessing.Pool(2)
