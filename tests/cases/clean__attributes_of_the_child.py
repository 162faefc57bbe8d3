# /// case
# expect = "clean"
# stdout = "run 1\nloop 2\n[4]\n"
# note = "Attributes that the child itself sets, a process that holds itself, a lock of multiprocessing: nothing is in the way."
# ///
import threading
from multiprocessing import Lock, Pool, Process


class Worker(Process):
    def __init__(self, number):
        super().__init__()
        self.number = number
        self.guard = Lock()
        self.log = None

    def run(self):
        self.log = open("/dev/null")
        self.lock = threading.Lock()
        with self.lock, self.guard:
            print("run", self.number)


class Looper:
    def __init__(self, number):
        self.number = number
        self.process = Process(target=self.loop)

    def start(self):
        self.process.start()
        self.process.join()

    def loop(self):
        self.lock = threading.Lock()
        with self.lock:
            print("loop", self.number)


class Mapper:
    def __init__(self):
        self.factor = 2
        self.pool = Pool(1)

    def double(self, number):
        return number * self.factor

    def __getstate__(self):
        return {"factor": self.factor}

    def run(self):
        result = self.pool.map(self.double, [2])
        self.pool.close()
        return result


if __name__ == "__main__":
    worker = Worker(1)
    worker.start()
    worker.join()
    Looper(2).start()
    print(Mapper().run())
