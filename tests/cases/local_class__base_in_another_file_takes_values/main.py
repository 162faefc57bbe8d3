# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "start\nwork 3\nticks 2 of 3\n"
# require = ['self\._captured_n = n']
# note = "The bases are known, their libraries too: one has an attribute of the name that a captured value would get."
# ///
from base import Ticker, Worker


def main(n):
    class Mine(Worker):
        def work(self):
            print("work", n, flush=True)

    class Ticks(Ticker):
        def work(self):
            print("ticks", self.count, "of", n, flush=True)

    worker = Mine()
    worker.start()
    worker.join()
    ticks = Ticks(2)
    ticks.start()
    ticks.join()


if __name__ == "__main__":
    main(3)
