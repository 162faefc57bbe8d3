# /// case
# expect = "clean"
# codes = []
# stdout = "3 [0, 1, 2] [0, 1, 2] {0: 0, 1: 1, 2: 2}\n2\n"
# note = "Values, arrays, proxies and attributes behind them are shared: everybody sees a change."
# ///
from multiprocessing import Array, Manager, Process, Value


def work(n, total, cells, shared, table):
    with total.get_lock():
        total.value += n
    cells[n] = n
    shared.append(n)
    table[n] = n


class Gauge:
    def __init__(self):
        self._level = Value("i", 0)

    @property
    def level(self):
        return self._level.value

    @level.setter
    def level(self, value):
        self._level.value = value

    def fill(self):
        self.level = 2

    def run(self):
        process = Process(target=self.fill)
        process.start()
        process.join()
        print(self.level)


def main():
    with Manager() as manager:
        total, cells = Value("i", 0), Array("i", 3)
        shared, table = manager.list(), manager.dict()
        workers = [Process(target=work, args=(n, total, cells, shared, table)) for n in range(3)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        print(total.value, cells[:], sorted(shared), dict(sorted(table.items())))
    Gauge().run()


if __name__ == "__main__":
    main()
