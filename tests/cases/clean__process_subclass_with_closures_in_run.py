# /// case
# expect = "clean"
# stdout = "counter: 2 of 3\n"
# note = "A subclass of `Process` at module level whose attributes are plain; `run` nests what it likes, in the child."
# ///
from multiprocessing import Process


class Counter(Process):
    def __init__(self, words, limit):
        super().__init__(name="counter")
        self.words = words
        self.limit = limit

    def run(self):
        def short(word):
            return len(word) <= self.limit

        count = sum(map(lambda word: short(word), self.words))
        print(f"{self.name}: {count} of {len(self.words)}")


if __name__ == "__main__":
    counter = Counter(["tea", "milk", "cocoa"], limit=4)
    counter.start()
    counter.join()
