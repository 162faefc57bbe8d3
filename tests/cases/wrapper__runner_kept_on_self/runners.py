import multiprocessing


class Base:
    def __init__(self, workers=1):
        self.pool_size = workers

    def run_all(self, function, rows):
        with multiprocessing.Pool(self.pool_size) as pool:
            return pool.map(function, rows)


class Runner(Base):
    """Has everything from its base."""
