# /// case
# expect = "clean"
# stdout = "[1, 2]\nword\n"
# note = "The attribute is None again when the instance is sent; a static method needs no instance."
# ///
import threading
from multiprocessing import Pool, Process


class Batch:
    def __init__(self, word):
        self.word = word
        self.lock = None

    def prepare(self):
        self.lock = threading.Lock()
        with self.lock:
            return [1, 2]

    @staticmethod
    def same(number):
        return number

    def show(self):
        print(self.word)

    def run(self):
        numbers = self.prepare()
        with Pool(1) as pool:
            print(pool.map(self.same, numbers))
        self.lock = None
        child = Process(target=self.show)
        child.start()
        child.join()


if __name__ == "__main__":
    Batch("word").run()
