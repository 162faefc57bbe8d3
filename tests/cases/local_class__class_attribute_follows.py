# /// case
# expect = "fix"
# codes = ["MP101", "MP103"]
# stdout = "5 kg\n"
# note = "The assignment to the class's attribute belongs to the class and moves with it."
# ///
from multiprocessing import Process


def weigh(weight):
    class Scale:
        def text(self, weight):
            return f"{weight} {self.unit}"

    Scale.unit = "kg"

    def show(scale):
        print(scale.text(weight))

    child = Process(target=show, args=(Scale(),))
    child.start()
    child.join()


if __name__ == "__main__":
    weigh(5)
