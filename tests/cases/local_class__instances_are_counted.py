# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "1 2\n"
# safe = false
# note = "A list of the class is filled at run time: calls of `main` would share it."
# ///
from multiprocessing import Process


def show(ticket):
    print(*ticket.numbers)


def main():
    class Ticket:
        issued = []

        def __init__(self):
            self.issued.append(len(self.issued) + 1)
            self.numbers = list(self.issued)

    Ticket()
    child = Process(target=show, args=(Ticket(),))
    child.start()
    child.join()


if __name__ == "__main__":
    main()
