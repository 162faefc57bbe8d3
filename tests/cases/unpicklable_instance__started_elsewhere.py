# /// case
# expect = "refuse"
# codes = ["MP202"]
# stdout = "looping\n"
# mentions = ["`lock`", "`loop` reads `self.lock`"]
# note = "The process is made before the lock is, but pickled only when another method starts it."
# ///
import threading
from multiprocessing import Process


class Looper:
    def __init__(self):
        self.process = Process(target=self.loop)
        self.lock = threading.Lock()

    def start(self):
        self.process.start()
        self.process.join()

    def loop(self):
        with self.lock:
            print("looping")


if __name__ == "__main__":
    Looper().start()
