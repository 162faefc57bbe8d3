# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "3 bolts\n"
# note = "The class that is served captures: its registration needs the captured value and stays in the function."
# ///
from multiprocessing.managers import BaseManager


def stock(name):
    class Stock:
        def __init__(self, amount):
            self.amount = amount

        def text(self):
            return f"{self.amount} {name}"

    class Manager(BaseManager):
        pass

    Manager.register("Stock", Stock)
    manager = Manager()
    manager.start()
    print(manager.Stock(3).text())
    manager.shutdown()


if __name__ == "__main__":
    stock("bolts")
