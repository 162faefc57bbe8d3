from contextlib import contextmanager
from multiprocessing import Pool


@contextmanager
def workers(number):
    pool = Pool(number)
    try:
        yield pool
    finally:
        pool.terminate()
