# /// case
# expect = "clean"
# stdout = "4\n"
# note = "Locks, queues and values start no process, and neither does a `Process` or an executor that only exists."
# ///
import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor

LOCK = mp.Lock()
total = mp.Value("i", 0)
executor = ProcessPoolExecutor(1)
idle = mp.Process(target=print, args=("never",))


def add(number, value, lock):
    with lock:
        value.value += number


def main():
    child = mp.Process(target=add, args=(4, total, LOCK))
    child.start()
    child.join()
    print(total.value)


if __name__ == "__main__":
    main()
