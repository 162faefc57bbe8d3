# /// case
# expect = "clean"
# stdout = "2 1\n2 1\n"
# note = "A `log` that has a method `add` is no list: what that does with a function is its own business, and so is how the object is pickled."
# ///
from multiprocessing import Process

import journal
from journal import log


class Reporter:
    def __init__(self):
        self.log = journal.Log()

    def watch(self):
        self.log.add(lambda text: text)
        return self.log


def work(log):
    print(log.count, len(log))


def exchange(other):
    global log
    log = other


def main():
    log.add(lambda text: text.upper())
    Reporter().watch()
    for one in (log, Reporter().watch()):
        one.extend(range(1))
        process = Process(target=work, args=(one,))
        process.start()
        process.join()


if __name__ == "__main__":
    main()
