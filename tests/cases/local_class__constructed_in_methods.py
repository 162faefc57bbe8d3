# /// case
# expect = "fix"
# codes = ["MP101", "MP103"]
# stdout = "3 2 1 0\n"
# note = "Constructions in the class's own methods pass the captured value on, too."
# ///
from multiprocessing import Process


def chain(length, separator):
    class Node:
        def __init__(self, depth):
            self.depth = depth
            self.next = Node(depth - 1) if depth else None

        def text(self):
            rest = separator + self.next.text() if self.next else ""
            return f"{self.depth}{rest}"

        def copy(self):
            return Node(self.depth)

    def show(node):
        print(node.copy().text())

    child = Process(target=show, args=(Node(length),))
    child.start()
    child.join()


if __name__ == "__main__":
    chain(3, " ")
