# /// case
# expect = "fix"
# codes = ["MP202"]
# safe = false
# note = "Attributes are set by names that are computed, between the making of the process and its start."
# ///
"""Options are applied by setattr between making and starting the process."""
import threading
from multiprocessing import Process


class Trainer:
    def __init__(self, **options):
        self.epochs = 1
        self.rate = 0.1
        self._stop = threading.Event()
        self.proc = Process(target=self._train, name="trainer")
        for name, value in options.items():
            setattr(self, name, value)

    def _train(self):
        print("train", self.epochs, self.rate, flush=True)

    def run(self):
        self.proc.start()
        self.proc.join()


if __name__ == "__main__":
    Trainer(epochs=3).run()
