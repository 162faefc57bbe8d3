# /// case
# expect = "refuse"
# codes = ["MP201"]
# stdout = "3 rows\n"
# mentions = ["`database`, a database connection,", "connect in the child process"]
# note = "Known by the annotation of a parameter; the call is reported once."
# ///
import sqlite3
from multiprocessing import Process
from typing import Optional


def count(database):
    print(database.execute("select count(*) from days").fetchone()[0], "rows")


def report(database: Optional[sqlite3.Connection] = None):
    child = Process(target=count, args=[database])
    child.start()
    child.join()


if __name__ == "__main__":
    connection = sqlite3.connect(":memory:")
    connection.execute("create table days (day integer)")
    connection.executemany("insert into days values (?)", [(day,) for day in range(3)])
    report(connection)
