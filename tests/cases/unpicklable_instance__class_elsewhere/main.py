# /// case
# expect = "refuse"
# codes = ["MP202"]
# stdout = "[1]\na is open\n"
# mentions = ["`self.work` reaches", "show` reaches", "`lock` is set"]
# fork_works = false
# note = "What can't be pickled is set by a class of another file, or by one that this one's class inherits from."
# ///
from multiprocessing import Pool, Process

from store import Locked, Store


class Worker(Locked):
    def work(self, n):
        with self.lock:
            return n

    def run(self):
        with Pool(1) as pool:
            print(pool.map(self.work, [1]))


if __name__ == "__main__":
    Worker().run()
    child = Process(target=Store("a").show)
    child.start()
    child.join()
