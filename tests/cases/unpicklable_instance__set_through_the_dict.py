# /// case
# expect = "fix"
# codes = ["MP202"]
# safe = false
# note = "The attributes are set through `__dict__` before the start."
# ///
import threading
from multiprocessing import Process


class Trainer:
    def __init__(self):
        self.epochs = 1
        self._stop = threading.Event()

    def _train(self):
        print("train", self.epochs, flush=True)

    def run(self, **options):
        p = Process(target=self._train, name="trainer")
        self.__dict__.update(options)
        p.start()
        p.join()


if __name__ == "__main__":
    Trainer().run(epochs=3)
