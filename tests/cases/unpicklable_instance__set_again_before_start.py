# /// case
# expect = "fix"
# codes = ["MP202"]
# stdout = "second\n"
# safe = false
# mentions = ["`word` may be set again before the process starts"]
# note = "Under fork, the child reads the attribute as it is at the start."
# ///
import threading
from multiprocessing import Process


class Speaker:
    def __init__(self):
        self.word = "first"
        self.lock = threading.Lock()

    def say(self):
        print(self.word)

    def start(self):
        self.word = "second"
        child = Process(target=self.say)
        self.word = "second"
        child.start()
        child.join()


if __name__ == "__main__":
    Speaker().start()
