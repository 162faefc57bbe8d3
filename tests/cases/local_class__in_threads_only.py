# /// case
# expect = "clean"
# stdout = "[1, 2]\n"
# note = "Threads share the memory of their process and pickle nothing."
# ///
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Process
from multiprocessing.pool import ThreadPool
from threading import Thread


def main(offset):
    class Worker(Thread):
        def run(self):
            self.value = offset

    class Task:
        def __call__(self, number):
            return number + offset

    worker = Worker()
    worker.start()
    worker.join()
    with ThreadPoolExecutor(1) as executor, ThreadPool(1) as pool:
        return list(executor.map(Task(), [0])) + pool.map(Task(), [worker.value])


def idle():
    pass


if __name__ == "__main__":
    child = Process(target=idle)
    child.start()
    child.join()
    print(main(1))
