# /// case
# expect = "refuse"
# codes = ["MP202"]
# stdout = "3 rows\n"
# mentions = ["`store`, an instance of `Store`,", "`database`", "sqlite3.Connection", "__getstate__"]
# note = "The instance itself is an argument, and a method that `__init__` calls opens its database."
# ///
import sqlite3
from multiprocessing import Process


class Store:
    def __init__(self, path):
        self.path = path
        self.database = None
        self._open()

    def _open(self):
        self.database = sqlite3.connect(self.path)
        self.database.execute("create table days (day integer)")
        self.database.executemany("insert into days values (?)", [(1,), (2,), (3,)])


def count(store):
    print(store.database.execute("select count(*) from days").fetchone()[0], "rows")


if __name__ == "__main__":
    store = Store(":memory:")
    child = Process(target=count, kwargs={"store": store})
    child.start()
    child.join()
