# /// case
# expect = "refuse"
# codes = ["MP203"]
# stdout = "[4, 6]\n"
# fork_works = false
# mentions = ['may be another one where a subclass has its own']
# note = "A subclass may have another one."
# ///
"""Tasks that are a static method of an instance, of whatever class."""
from multiprocessing import Lock, Pool


class Tool:
    @staticmethod
    def cut(lock, length):
        with lock:
            return length - 1

    def run(self):
        lock = Lock()
        with Pool(1) as pool:
            print(pool.starmap(self.cut, [(lock, 5), (lock, 7)]))


if __name__ == "__main__":
    Tool().run()
