import threading
from multiprocessing import Process


class Base:
    def __init__(self, n):
        self.n = n
        self.lock = threading.Lock()

    def work(self):
        print("base", self.n)

    def launch(self):
        child = Process(target=self.work)
        child.start()
        child.join()
