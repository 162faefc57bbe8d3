from multiprocessing import Pool

from . import settings


def work(number):
    return number + settings.get("level")


def count(number):
    return number + len(settings.words())


def run():
    with Pool(1) as pool:
        return pool.map(work, [1, 2]), pool.map(count, [1])
