# /// case
# expect = "clean"
# stdout = "3\n4\n5\n"
# note = "Callables in `queue.Queue` and `deque` stay in this process, although the file uses multiprocessing, too."
# ///
import multiprocessing
import queue
import threading
from collections import deque
from queue import SimpleQueue


def work(jobs):
    for job in iter(jobs.get, None):
        print(job())


def main(number):
    def later():
        return number + 1

    jobs = queue.Queue()
    results = SimpleQueue()
    waiting = deque()
    jobs.put(lambda: number)
    results.put(later)
    waiting.append(lambda: number + 2)
    jobs.put(results.get())
    jobs.put(waiting.popleft())
    jobs.put(None)
    thread = threading.Thread(target=work, args=(jobs,))
    thread.start()
    thread.join()
    numbers = multiprocessing.SimpleQueue()
    numbers.put(number)


if __name__ == "__main__":
    main(3)
