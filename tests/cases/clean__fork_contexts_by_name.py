# /// case
# expect = "clean"
# stdout = "tick 1\ntock 2\n[3, 6]\ncontext on self 3\n"
# note = "Contexts that are literally `fork`, inline, in a variable and on `self`: processes and initializers inherit their closures."
# ///
import multiprocessing as mp

scale = None


def grow(number):
    return number * scale


class Clock:
    def __init__(self):
        self.context = mp.get_context("fork")

    def run(self, count):
        child = self.context.Process(target=lambda: print("context on self", count))
        child.start()
        child.join()


def main(factor):
    def tick(word):
        print(word, 1)

    def prepare():
        global scale
        scale = factor

    context = mp.get_context(method="fork")
    first = mp.get_context("fork").Process(target=tick, args=("tick",))
    for child in (first, context.Process(target=lambda: print("tock", 2))):
        child.start()
        child.join()
    with context.Pool(2, initializer=prepare) as pool:
        print(pool.map(grow, [1, 2]))
    Clock().run(factor)


if __name__ == "__main__":
    main(3)
