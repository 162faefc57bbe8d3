# /// case
# expect = "refuse"
# codes = ["MP101"]
# stdout = "row 0: ab\nrow 1: cd\n"
# mentions = ["self", "lock"]
# note = "`self` holds a thread lock and the payload calls a method of it, so there are no plain attributes that could be passed instead."
# ///
import threading
from multiprocessing import Process


class Table:
    def __init__(self, rows):
        self.rows = rows
        self.lock = threading.Lock()

    def line(self, number):
        with self.lock:
            return f"row {number}: {self.rows[number]}"

    def show(self):
        def show_line(number):
            print(self.line(number))

        for number in range(len(self.rows)):
            child = Process(target=show_line, args=(number,))
            child.start()
            child.join()


if __name__ == "__main__":
    Table(["ab", "cd"]).show()
