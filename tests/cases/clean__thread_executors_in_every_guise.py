# /// case
# expect = "clean"
# stdout = "[3, 4]\nsubmitted 2\n[('a', 1), ('b', 1)]\n[2, 3]\ntimer 1\nstarted 1\n"
# note = "Thread pools under other names, `Timer`, a `Thread` subclass, a dummy context manager: nothing is pickled."
# ///
import concurrent.futures.thread
import multiprocessing.dummy as multiprocessing
import threading
from concurrent import futures as cf
from multiprocessing.pool import ThreadPool


class Starter(threading.Thread):
    def __init__(self, callback):
        super().__init__(target=lambda: callback("started"))


def main(step):
    def move(number):
        return number + step

    with cf.ThreadPoolExecutor(2) as pool:
        print(list(pool.map(lambda number: move(number) + 1, [1, 2])))
    executor = concurrent.futures.thread.ThreadPoolExecutor(1, initializer=lambda: None)
    print("submitted", executor.submit(move, 1).result())
    executor.shutdown()
    with ThreadPool(2, initializer=lambda: None) as pool:
        print(pool.starmap(lambda *pair: pair, [("a", step), ("b", step)]))
    with multiprocessing.Pool(2) as pool:
        print(pool.map(move, [1, 2]))
    timer = threading.Timer(0, lambda: print("timer", step))
    timer.start()
    timer.join()
    thread = Starter(lambda word: print(word, step))
    thread.start()
    thread.join()


if __name__ == "__main__":
    main(1)
