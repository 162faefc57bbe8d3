# /// case
# expect = "clean"
# stdout = "1\n2\n[1, 2]\n"
# note = "A lock that no two processes want at once, and a queue that the initializer sets in each worker."
# ///
import multiprocessing

lock = multiprocessing.Lock()
results = multiprocessing.Queue()


def show(number):
    with lock:
        print(number, flush=True)


def start(queue):
    global results
    results = queue


def work(item):
    results.put(item)


def main():
    for number in (1, 2):
        child = multiprocessing.Process(target=show, args=(number,))
        child.start()
        child.join()
    with multiprocessing.Pool(2, start, (results,)) as pool:
        pool.map(work, [1, 2])
        print(sorted([results.get(timeout=4), results.get(timeout=4)]))


if __name__ == "__main__":
    main()
