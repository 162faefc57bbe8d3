# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "2 3 1\n"
# require = ['        self,\n        low,\n        high,\n        # the step\n        step=1,\n']
# note = "Where each parameter of `__init__` has a line of its own, so have the new ones."
# ///
from multiprocessing import Process


def show(box):
    print(*box.parts())


def main(low, high):
    class Box:
        def __init__(
            self,
            # the step
            step=1,
        ):
            self.step = step

        def parts(self):
            return low, high, self.step

    process = Process(target=show, args=(Box(),))
    process.start()
    process.join()


if __name__ == "__main__":
    main(2, 3)
