from concurrent.futures import ProcessPoolExecutor


class Job:
    def __init__(self, function):
        self.function = function

    def run(self, items):
        with ProcessPoolExecutor(2) as executor:
            return list(executor.map(self.function, items))
