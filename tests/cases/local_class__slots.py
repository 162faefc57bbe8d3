# /// case
# expect = "refuse"
# codes = ["MP103"]
# stdout = "12\n"
# mentions = ['__slots__', 'rate']
# note = "`__slots__` leaves no place for another attribute."
# ///
from multiprocessing import Process


def show(item):
    print(item.total())


def main(rate):
    class Item:
        __slots__ = ("price",)

        def __init__(self, price):
            self.price = price

        def total(self):
            return self.price + rate

    child = Process(target=show, args=(Item(10),))
    child.start()
    child.join()


if __name__ == "__main__":
    main(2)
