# /// case
# expect = "refuse"
# codes = ["MP202"]
# stdout = "word\n"
# mentions = ["`word` is set only after the process is made"]
# note = "What the method reads is not there yet where it would have to be passed."
# ///
import threading
from multiprocessing import Process


class Speaker:
    def __init__(self, word):
        self.lock = threading.Lock()
        self.process = Process(target=self.say)
        self.word = word

    def say(self):
        print(self.word)

    def start(self):
        self.process.start()
        self.process.join()


if __name__ == "__main__":
    Speaker("word").start()
