# /// case
# expect = "clean"
# codes = []
# stdout = "[0, 1]\n"
# note = "Where it is a thread for some, the parent sees the change."
# ///
import multiprocessing
import sys
import threading

found = []


def search(n):
    found.append(n)


def main(threads):
    worker_class = threading.Thread if threads else multiprocessing.Process
    workers = [worker_class(target=search, args=(n,)) for n in range(2)]
    for worker in workers:
        worker.start()
        worker.join()
    print(found)


if __name__ == "__main__":
    main(len(sys.argv) == 1)
