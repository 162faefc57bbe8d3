# /// case
# expect = "clean"
# stdout = "3\n3\n"
# note = "The attribute holds a thread in one branch and the process in the other: the instance that is sent never has the thread."
# ///
import threading
from multiprocessing import Process, Queue


class Worker:
    def __init__(self, uses_process):
        self.queue = Queue()
        if uses_process:
            self.worker = Process(target=self.loop)
        else:
            self.worker = threading.Thread(target=self.loop)
        self.worker.start()

    def loop(self):
        self.queue.put(3)


if __name__ == "__main__":
    for uses_process in (True, False):
        worker = Worker(uses_process)
        print(worker.queue.get())
        worker.worker.join()
