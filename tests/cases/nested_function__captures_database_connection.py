# /// case
# expect = "refuse"
# codes = ["MP101"]
# stdout = "2 rows since tue\n"
# mentions = ["database"]
# note = "A connection to a database is captured: connect in the child."
# ///
import sqlite3
from multiprocessing import Process


def count_visits(days, since):
    database = sqlite3.connect(":memory:")
    database.execute("create table visits (number integer, day text)")
    database.executemany("insert into visits values (?, ?)", enumerate(days))

    def count():
        (rows,) = database.execute("select count(*) from visits where number >= ?", (days.index(since),)).fetchone()
        print(rows, "rows since", since)

    child = Process(target=count)
    child.start()
    child.join()
    database.close()


if __name__ == "__main__":
    count_visits(["mon", "tue", "wed"], "tue")
