# /// case
# expect = "fix"
# codes = ["MP104"]
# stdout = "done a\ndone b\n"
# note = "A Process subclass under the guard that reads a variable of the guard."
# ///
import multiprocessing

if __name__ == "__main__":
    words = ["a", "b"]
    mark = "done"

    class Worker(multiprocessing.Process):
        def __init__(self, word):
            super().__init__()
            self.word = word

        def run(self):
            print(mark, self.word)

    for word in words:
        worker = Worker(word)
        worker.start()
        worker.join()
