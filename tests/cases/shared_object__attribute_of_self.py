# /// case
# expect = "fix"
# codes = ["MP203"]
# stdout = "[4, 5]\n"
# fork_works = false
# note = "`__init__` alone sets the attribute, and the method makes the pool itself."
# ///
import multiprocessing


def measure(lock, number):
    with lock:
        return number + 3


class Meter:
    def __init__(self):
        self.lock = multiprocessing.Lock()

    def run(self, numbers):
        with multiprocessing.Pool(2) as pool:
            pending = [pool.apply_async(measure, (self.lock, n)) for n in numbers]
            return [p.get() for p in pending]


if __name__ == "__main__":
    print(Meter().run([1, 2]))
