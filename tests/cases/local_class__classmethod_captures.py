# /// case
# expect = "refuse"
# codes = ["MP103"]
# stdout = "7 kg\n"
# mentions = ['`unit`', 'without an instance']
# note = "A class method has no instance that could keep the captured value."
# ///
from multiprocessing import Process


def show(box):
    print(box.label())


def main(unit):
    class Box:
        @classmethod
        def unit(cls):
            return unit

        def label(self):
            return f"7 {self.unit()}"

    child = Process(target=show, args=(Box(),))
    child.start()
    child.join()


if __name__ == "__main__":
    main("kg")
