from multiprocessing import Pool


class Base:
    workers = 2

    def map(self, function, items):
        with Pool(self.workers) as pool:
            return pool.map(function, items)


class Runner(Base):
    pass
