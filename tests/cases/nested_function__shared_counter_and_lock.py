# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "6 sold, event set: True\n"
# require = ['^def sell\(batches, lock, sold, done, count\):$']
# note = "Lock, Value and Event are shared by being passed as process arguments; the parent joins, so they live long enough."
# ///
import multiprocessing


def simulate(batches):
    lock = multiprocessing.Lock()
    sold = multiprocessing.Value("i", 0)
    done = multiprocessing.Event()

    def sell(count):
        with lock:
            sold.value += count
        if count == batches[-1]:
            done.set()

    def start(count):
        seller = multiprocessing.Process(target=sell, args=(count,))
        seller.start()
        return seller

    for seller in [start(count) for count in batches]:
        seller.join()
    print(sold.value, "sold, event set:", done.is_set())


if __name__ == "__main__":
    simulate([1, 2, 3])
