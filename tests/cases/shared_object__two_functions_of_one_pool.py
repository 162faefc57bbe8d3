# /// case
# expect = "fix"
# codes = ["MP203"]
# stdout = "3\n3\n['a', 'b']\n"
# fork_works = false
# require = ['initargs=\(queue, lock\)']
# note = "What the second function needs goes into the initializer that the first one got."
# ///
import multiprocessing


def first(queue, text):
    queue.put(text)
    return 3


def second(text, lock, queue):
    with lock:
        queue.put(text)
    return 3


def main():
    queue = multiprocessing.Queue()
    lock = multiprocessing.RLock()
    pool = multiprocessing.Pool(2)
    print(pool.apply(first, args=(queue, "a")))
    print(pool.apply(second, args=("b", lock, queue)))
    print(sorted([queue.get(), queue.get()]))
    pool.close()
    pool.join()


if __name__ == "__main__":
    main()
