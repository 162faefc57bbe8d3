from multiprocessing import Pool, Process


class Farm:
    workers = 2

    @staticmethod
    def start(target):
        process = Process(target=target)
        process.start()
        process.join()

    @classmethod
    def collect(cls, function, items):
        with Pool(cls.workers) as pool:
            return pool.map(function, items)
