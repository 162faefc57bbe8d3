# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "page 1: 2 lines, 2 in all\npage 2: 3 lines, 3 in all\nparent: 0 in all\n"
# forbid = ["nonlocal"]
# mentions = ["total"]
# note = "Every child starts from the parent's `total` and adds to a copy of its own; the parent never sees it."
# ///
from multiprocessing import Process


class Printer:
    def __init__(self, pages):
        self.pages = pages

    def print_all(self):
        total = 0

        def typeset(number):
            nonlocal total
            lines = len(self.pages[number - 1])
            total += lines
            print(f"page {number}: {lines} lines, {total} in all")

        for number in range(1, len(self.pages) + 1):
            child = Process(target=typeset, args=(number,))
            child.start()
            child.join()
        print("parent:", total, "in all")


if __name__ == "__main__":
    Printer([["a", "b"], ["c", "d", "e"]]).print_all()
