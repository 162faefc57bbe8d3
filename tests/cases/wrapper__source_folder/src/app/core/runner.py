from concurrent.futures import ProcessPoolExecutor


class Runner:
    def __init__(self, workers):
        self.workers = workers

    def map(self, function, items):
        with ProcessPoolExecutor(self.workers) as executor:
            return list(executor.map(function, items))
