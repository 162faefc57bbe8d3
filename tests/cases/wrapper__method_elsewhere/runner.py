from multiprocessing import Pool


class Runner:
    def __init__(self, workers):
        self.workers = workers

    def map(self, function, items):
        with Pool(self.workers) as pool:
            return pool.map(function, items)
