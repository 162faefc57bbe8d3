from multiprocessing import Pool, Process


class Engine:
    def each(self, function, items):
        with Pool(2) as pool:
            return pool.map(function, items)

    def launch(self, function, *args, **kwargs):
        process = Process(target=function, args=args, kwargs=kwargs)
        process.start()
        process.join()
