# /// case
# expect = "refuse"
# codes = ["MP103"]
# stdout = "1 tea\n"
# mentions = ["`names`", "nonlocal"]
# note = "A method names the captured variable in a `nonlocal` statement, which no attribute can stand for."
# ///
from multiprocessing import Process


def show(shelf):
    shelf.add("tea")


def main():
    names = []

    class Shelf:
        def add(self, name):
            nonlocal names
            names.append(name)
            print(len(names), *names)

    child = Process(target=show, args=(Shelf(),))
    child.start()
    child.join()


if __name__ == "__main__":
    main()
