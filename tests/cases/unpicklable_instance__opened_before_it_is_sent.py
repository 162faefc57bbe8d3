# /// case
# expect = "fix"
# codes = ["MP202"]
# stdout = "sales total\n"
# note = "A method that is called on the instance before gives it the file."
# ///
"""A report that is opened by a method before one of its methods goes to a child."""
import os
from multiprocessing import Process


class Report:
    def __init__(self, title):
        self.title = title

    def open(self):
        self.file = open(os.devnull, "w")

    def show(self, line):
        print(self.title, line, flush=True)


def main():
    report = Report("sales")
    report.open()
    process = Process(target=report.show, args=("total",))
    process.start()
    process.join()


if __name__ == "__main__":
    main()
