from multiprocessing.pool import ThreadPool


class Runner:
    def map(self, function, items):
        with ThreadPool(2) as pool:
            return pool.map(function, items)
