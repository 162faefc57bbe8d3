# /// case
# expect = "clean"
# stdout = "[2]\n[3]\n[4]\n[5]\n[3] [4] [5]\nshown\nshown\n"
# note = "A method that is surely called before, or may be, takes the attribute away."
# ///
"""A loader that a method takes the connection away from before it is sent, or gives back what is none."""
import sqlite3
import threading
from multiprocessing import Lock, Pool, Process


class Loader:
    def __init__(self, offset):
        self.offset = offset
        self.connection = sqlite3.connect(":memory:")

    def detach(self):
        self.connection.close()
        self._forget()
        return self

    def _forget(self):
        del self.connection

    def close_if(self, is_idle):
        if is_idle:
            self.connection = None

    def load(self, number):
        return self.offset + number


class Printer:
    def __init__(self, lock=None):
        self.lock = lock or threading.Lock()

    def show(self):
        with self.lock:
            print("shown", flush=True)

    def start(self):
        process = Process(target=self.show)
        process.start()
        process.join()


def main():
    kept = Loader(1)
    kept.detach()
    idle = Loader(2)
    idle.close_if(True)
    replaced = Loader(3)
    replaced.connection = "no connection"
    with Pool(1) as pool:
        for loader in [kept, idle, replaced]:
            print(pool.map(loader.load, [1]))
        print(pool.map(Loader(4).detach().load, [1]))
        print(pool.map(kept.load, [2]), pool.map(idle.load, [2]), pool.map(replaced.load, [2]))
    Printer(Lock()).start()
    printer = Printer()
    printer.lock = Lock()
    process = Process(target=printer.show)
    process.start()
    process.join()


if __name__ == "__main__":
    main()
