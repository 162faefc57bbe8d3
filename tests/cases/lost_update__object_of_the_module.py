# /// case
# expect = "advice"
# codes = ["MP401"]
# stdout = "total 0\n"
# mentions = ["`ledger.total`"]
# note = "The task calls a method of an object of the module, which changes the object. Another function of the parent reads it when the executor is done."
# ///
from concurrent.futures import ProcessPoolExecutor


class Ledger:
    def __init__(self):
        self.total = 0

    def book(self, amount):
        self.total += amount


ledger = Ledger()


def pay(amount):
    ledger.book(amount)


def report():
    print("total", ledger.total)


def main():
    with ProcessPoolExecutor(2) as executor:
        for amount in (3, 4):
            executor.submit(pay, amount)


if __name__ == "__main__":
    main()
    report()
