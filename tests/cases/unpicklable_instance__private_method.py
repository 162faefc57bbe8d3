# /// case
# expect = "fix"
# codes = ["MP202"]
# stdout = "poll 3\n"
# note = "The name of the method is taken, so the function has that of the class as well."
# ///
"""A reader whose private method runs in a child."""
import threading
from multiprocessing import Process


class Reader:
    def __init__(self, rounds):
        self.rounds = rounds
        self.lock = threading.Lock()

    def _poll(self):
        print("poll", self.rounds, flush=True)

    def start(self):
        process = Process(target=self._poll)
        process.start()
        process.join()


if __name__ == "__main__":
    Reader(3).start()
