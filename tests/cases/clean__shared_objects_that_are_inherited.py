# /// case
# expect = "clean"
# stdout = "[2, 3]\n5\nready\n"
# note = "Arguments of a process and of an initializer are inherited, a manager's proxies travel, and so do connections."
# ///
import multiprocessing
from multiprocessing.pool import ThreadPool


def keep(lock_):
    global lock
    lock = lock_


def measure(text):
    with lock:
        return len(text)


def put(queue, value):
    queue.put(value)


def main():
    own = multiprocessing.Lock()
    with multiprocessing.Pool(2, keep, (own,)) as pool:
        print(pool.map(measure, ["ab", "abc"]))
    with multiprocessing.Manager() as manager:
        proxy = manager.Queue()
        with multiprocessing.Pool(1) as pool:
            pool.apply(put, (proxy, 5))
        print(proxy.get())
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=put, args=(queue, "ready"))
    process.start()
    print(queue.get())
    process.join()
    with ThreadPool(1) as threads:
        threads.apply(put, (queue, "fine"))
    queue.get()


if __name__ == "__main__":
    main()
