# /// case
# expect = "refuse"
# codes = ["MP103"]
# stdout = "5 kg\n"
# mentions = ['unit']
# note = "The child would have the class without the attribute that the function sets."
# ///
from multiprocessing import Process


def show(scale):
    print(scale.text())


def weigh(weight, unit):
    class Scale:
        def text(self):
            return f"5 {self.unit}"

    Scale.unit = unit

    child = Process(target=show, args=(Scale(),))
    child.start()
    child.join()


if __name__ == "__main__":
    weigh(5, "kg")
