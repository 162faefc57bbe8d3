# /// case
# expect = "fix"
# codes = ["MP101", "MP102"]
# stdout = "1\n2 x\nlast x\n"
# note = "Methods of the instance whose method is the target take functions: they add to a list, or keep one."
# ///
from multiprocessing import Process


class Hooks:
    def __init__(self):
        self.callbacks = []
        self.last = None

    def add(self, callback):
        self.callbacks.append(callback)

    def finish_with(self, *, last):
        self.last = last

    def fire(self):
        for callback in self.callbacks:
            callback()
        self.last()


def main(mark):
    def last():
        print("last", mark, flush=True)

    hooks = Hooks()
    hooks.add(lambda: print(1, flush=True))
    hooks.add(lambda: print(2, mark, flush=True))
    hooks.finish_with(last=last)
    child = Process(target=hooks.fire)
    child.start()
    child.join()


if __name__ == "__main__":
    main("x")
