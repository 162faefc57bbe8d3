# /// case
# expect = "fix"
# codes = ["MP203"]
# stdout = "[1]\n[2]\n"
# fork_works = false
# note = "Each pool hands its own lock over, under the same name."
# ///
import multiprocessing as mp


def work(lock, n):
    with lock:
        return n


def first(n):
    lock = mp.Lock()
    with mp.Pool(1) as pool:
        return pool.starmap(work, [(lock, n)])


def second(n):
    lock = mp.Lock()
    with mp.Pool(1) as pool:
        return pool.starmap(work, [(lock, n)])


if __name__ == "__main__":
    print(first(1))
    print(second(2))
