# /// case
# expect = "fix"
# codes = ["MP202"]
# stdout = "b 2\n"
# mentions = ["`events`"]
# require = ['args=\(self\.name, 2\)']
# note = "The base class sets the attribute that can't be pickled."
# ///
import queue
from multiprocessing import Process


class Base:
    def __init__(self, name):
        self.name = name
        self.events = queue.Queue()


class Child(Base):
    def __init__(self):
        super().__init__("b")

    def show(self, count):
        print(self.name, count)

    def start(self):
        child = Process(target=self.show, args=(2,))
        child.start()
        child.join()


if __name__ == "__main__":
    Child().start()
