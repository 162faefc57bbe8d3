import multiprocessing
from dataclasses import dataclass
from typing import Callable


class Worker(multiprocessing.Process):
    def __init__(self, results, function):
        super().__init__()
        self.results = results
        self.function = function

    def run(self):
        self.results.put(self.function(3))


class Runner:
    def __init__(self, transform):
        self.transform = transform

    def work(self, x):
        return self.transform(x)

    def run(self, items):
        with multiprocessing.Pool(2) as pool:
            return pool.map(self.work, items)


@dataclass
class Job:
    function: Callable
    size: int


def run_job(job):
    return job.function(job.size)
