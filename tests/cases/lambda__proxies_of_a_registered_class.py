# /// case
# expect = "fix"
# codes = ["MP102", "MP102", "MP102"]
# stdout = "best 3\nnames ['banana', 'pear', 'fig']\nown Tables\nbest 8\nnames ['fig', 'pear', 'banana']\nown Tables\n"
# fork_works = false
# note = "What a manager makes, and every method of its proxies, is sent what it is given. A method of the manager's own class runs in the parent."
# ///
from multiprocessing.managers import SyncManager


class Table:
    def __init__(self, rank):
        self.rank = rank
        self.rows = []

    def add(self, *rows):
        self.rows.extend(rows)

    def best(self, keep=None):
        return max(filter(keep, self.rows), key=self.rank)


class Tables(SyncManager):
    def sized(self, measure):
        return measure(self)


Tables.register("Table", Table)


def report(limit, sign):
    with Tables() as tables:
        table = tables.Table(lambda row: sign * row)
        table.add(3, 8, 5)
        print("best", table.best(keep=lambda row: row < limit))
        names = tables.list(["pear", "fig", "banana"])
        names.sort(key=lambda name: sign * len(name))
        print("names", list(names))
        print("own", tables.sized(lambda manager: type(manager).__name__))


if __name__ == "__main__":
    report(8, -1)
    report(9, 1)
