"""The only module that knows how work is spread."""
import multiprocessing


def map_all(function, items, workers=1):
    with multiprocessing.Pool(workers) as pool:
        return pool.map(function, items)


def in_background(function, *args):
    process = multiprocessing.Process(target=function, args=args)
    process.start()
    return process
