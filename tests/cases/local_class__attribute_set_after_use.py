# /// case
# expect = "refuse"
# codes = ["MP103"]
# stdout = "g kg\n"
# mentions = ['unit']
# note = "The assignment follows a use of the class, so it can't go where the class goes."
# ///
from multiprocessing import Process


def show(before, scale):
    print(before, scale.unit)


def main():
    class Scale:
        unit = "g"

    before = Scale().unit
    Scale.unit = "kg"
    child = Process(target=show, args=(before, Scale()))
    child.start()
    child.join()


if __name__ == "__main__":
    main()
