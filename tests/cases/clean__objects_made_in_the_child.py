# /// case
# expect = "clean"
# stdout = "2 of 2\n2None\n"
# note = "Locks and files that the child makes, a name that is None again, a parameter of another meaning: nothing to report."
# ///
import threading
from multiprocessing import Lock, Process


def count(paths, lock):
    guard = threading.Lock()
    with lock, guard:
        print(len(paths), "of", len([open(path) for path in paths]))


def show(guard):
    print(guard)


def main(guard=None):
    lock = Lock()
    child = Process(target=count, args=(["/dev/null"] * 2, lock))
    child.start()
    child.join()
    local = threading.Lock()
    print(2 if local.acquire() else 1, end="")
    local = None
    other = Process(target=show, args=(local,), kwargs={})
    other.start()
    other.join()


if __name__ == "__main__":
    main()
