# /// case
# expect = "clean"
# stdout = "1 2\n3\n"
# note = "Functions of the module behind stars, and a lambda under a key that is not sent."
# ///
from multiprocessing import Process
from threading import Thread


def show(*values):
    print(*values, flush=True)


def main():
    options = {"target": show, "args": (1, 2)}
    child = Process(**options)
    child.start()
    child.join()
    local = dict(target=lambda: show(3))
    thread = Thread(**local)
    thread.start()
    thread.join()


if __name__ == "__main__":
    main()
