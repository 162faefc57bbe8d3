# /// case
# expect = "refuse"
# codes = ["MP202"]
# stdout = "1\n2\n3\n"
# fork_works = false
# mentions = ["`lock` holds a `multiprocessing.Lock`", "`numbers` holds a generator", "`mine` holds a `threading.Lock`"]
# note = "A lock of multiprocessing in a pool's task, and what the construction or an assignment gives to an instance."
# ///
import multiprocessing
import threading


class Counter:
    def __init__(self):
        self.lock = multiprocessing.Lock()

    def work(self, n):
        with self.lock:
            return n

    def run(self):
        with multiprocessing.Pool(1) as pool:
            print(*pool.map(self.work, [1]))


class Feeder(multiprocessing.Process):
    def __init__(self, numbers):
        super().__init__()
        self.numbers = numbers

    def run(self):
        print(*self.numbers)


class Other(Feeder):
    pass


def main():
    Counter().run()
    feeder = Feeder(n for n in (2,))
    feeder.start()
    feeder.join()
    other = Other([3])
    other.mine = threading.Lock()
    other.start()
    other.join()


if __name__ == "__main__":
    main()
