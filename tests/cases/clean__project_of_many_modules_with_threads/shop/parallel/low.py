"""The only module that knows how work is spread."""
import threading
from concurrent.futures import ThreadPoolExecutor


def map_all(function, items, workers=1):
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(function, items))


def in_background(function, *args):
    thread = threading.Thread(target=function, args=args)
    thread.start()
    return thread
