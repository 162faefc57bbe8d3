# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "7 kg\n"
# note = "The instance that is sent keeps what its constructor is given."
# ///
from multiprocessing import Process


class Parcel:
    def __init__(self, weight, unit=None):
        self.weight = weight
        self.unit = unit


def show(parcel):
    print(parcel.weight, parcel.unit.name)


def main():
    class Unit:
        def __init__(self, name):
            self.name = name

    parcel = Parcel(7, unit=Unit("kg"))
    child = Process(target=show, args=(parcel,))
    child.start()
    child.join()


if __name__ == "__main__":
    main()
