# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "3\n"
# note = "A local Process subclass without an `__init__` gets one that calls the one it inherits."
# ///
import multiprocessing as mp


def count(queue, limit):
    class Counter(mp.Process):
        def run(self):
            queue.put(sum(1 for _ in range(limit)))

    counter = Counter()
    counter.start()
    print(queue.get())
    counter.join()


if __name__ == "__main__":
    count(mp.Queue(), 3)
