from functools import wraps
from multiprocessing.pool import ThreadPool
from threading import Thread


def background(function):
    @wraps(function)
    def start(*args):
        thread = Thread(target=function, args=args)
        thread.start()
        thread.join()

    return start


def parallel(workers):
    def decorate(function):
        @wraps(function)
        def run(items):
            with ThreadPool(workers) as pool:
                return pool.map(function, items)

        return run

    return decorate
