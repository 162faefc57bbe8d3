# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "12\n"
# note = "The nested function captures an instance of a local class: the class moves along."
# ///
from multiprocessing import Process


def main(rate):
    class Tax:
        def of(self, price):
            return price + rate

    tax = Tax()

    def show(price):
        print(tax.of(price))

    child = Process(target=show, args=(10,))
    child.start()
    child.join()


if __name__ == "__main__":
    main(2)
