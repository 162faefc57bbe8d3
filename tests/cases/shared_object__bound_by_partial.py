# /// case
# expect = "fix"
# codes = ["MP203"]
# stdout = "[2, 4, 6]\n[12]\n"
# fork_works = false
# forbid = ['partial\(double\)', 'partial\(scale, barrier']
# note = "Partials lose the object; one that binds nothing else gives way to the function."
# ///
import multiprocessing
from functools import partial


def double(lock, number):
    with lock:
        return 2 * number


def scale(event, factor, number):
    return factor * number if not event.is_set() else 0


def main():
    lock = multiprocessing.Lock()
    event = multiprocessing.get_context().Event()
    with multiprocessing.Pool(2) as pool:
        print(pool.map(partial(double, lock), [1, 2, 3]))
    with multiprocessing.Pool(2) as pool:
        task = partial(scale, event, 3)
        print(pool.map(task, [4]))


if __name__ == "__main__":
    main()
