# /// case
# expect = "refuse"
# codes = ["MP302"]
# stdout = "[1, 2]\n"
# mentions = ['no fix: ']
# note = "The pool has an initializer of another file's, and a queue is no argument of a task."
# ///
import gc
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

results = multiprocessing.Queue()


def work(item):
    results.put(item)


def main():
    with ProcessPoolExecutor(2, initializer=gc.collect) as executor:
        list(executor.map(work, [1, 2]))
    print(sorted([results.get(timeout=4), results.get(timeout=4)]))


if __name__ == "__main__":
    main()
