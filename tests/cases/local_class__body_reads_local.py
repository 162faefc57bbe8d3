# /// case
# expect = "refuse"
# codes = ["MP103"]
# stdout = "7\n"
# mentions = ['size', 'when the class is made']
# note = "The body of the class reads a local when the class is made."
# ///
from multiprocessing import Process


def show(box):
    print(box.size)


def main(size):
    class Box:
        size_of_all = size

        def __init__(self):
            self.size = self.size_of_all

    child = Process(target=show, args=(Box(),))
    child.start()
    child.join()


if __name__ == "__main__":
    main(7)
