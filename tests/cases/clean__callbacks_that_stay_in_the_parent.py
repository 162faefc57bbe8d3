# /// case
# expect = "clean"
# stdout = "fired\ndone 1\nfired\ndone 2\n"
# note = "A callback is added after the start, one is called and not kept, and one class leaves its list behind."
# ///
from multiprocessing import Process


class Hooks:
    def __init__(self):
        self.callbacks = []

    def add(self, callback):
        self.callbacks.append(callback)

    def apply(self, callback):
        callback()

    def fire(self):
        print("fired", flush=True)


class Own(Hooks):
    def __getstate__(self):
        return {"callbacks": []}


def run(hooks):
    child = Process(target=hooks.fire)
    child.start()
    child.join()


def main(n):
    hooks = Hooks()
    child = Process(target=hooks.fire)
    child.start()
    child.join()
    hooks.apply(lambda: print("done", n))
    hooks.add(lambda: print("never", n))
    own = Own()
    own.add(lambda: print("done", n + 1))
    child = Process(target=own.fire)
    child.start()
    child.join()
    own.callbacks[0]()


if __name__ == "__main__":
    main(1)
