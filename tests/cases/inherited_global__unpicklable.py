# /// case
# expect = "refuse"
# codes = ["MP302"]
# stdout = "3\n"
# mentions = ["connection", "sqlite3"]
# note = "What the global holds can't be pickled."
# ///
import sqlite3
from multiprocessing import Process

connection = None


def show():
    print(connection.execute("select 3").fetchone()[0])


def main():
    global connection
    connection = sqlite3.connect(":memory:")
    child = Process(target=show)
    child.start()
    child.join()


if __name__ == "__main__":
    main()
