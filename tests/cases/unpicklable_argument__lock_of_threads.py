# /// case
# expect = "refuse"
# codes = ["MP201"]
# stdout = "one\ntwo\n"
# mentions = ["`guard`, a `threading.Lock`,", "_thread.lock", "works under `fork`"]
# note = "A lock of threads as a Process argument: inherited under fork, where it locks nothing between processes."
# ///
import threading
from multiprocessing import Process


def say(guard, word):
    with guard:
        print(word)


def main(words):
    guard = threading.Lock()
    for word in words:
        child = Process(target=say, args=(guard, word))
        child.start()
        child.join()


if __name__ == "__main__":
    main(["one", "two"])
