# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "ticker-a: 3 2 1 go\nticker-b: 1 go\n"
# require = ['target=tick, args=\(label, start, "go",?\)\)']
# note = "A `Process` subclass makes its target in `__init__` and hands it to `super().__init__`."
# ///
from multiprocessing import Process


class Ticker(Process):
    def __init__(self, label, start):
        def tick(last):
            print(f"ticker-{label}:", *range(start, 0, -1), last)

        super().__init__(name=f"ticker-{label}", target=tick, args=("go",))


if __name__ == "__main__":
    for ticker in (Ticker("a", 3), Ticker("b", 1)):
        ticker.start()
        ticker.join()
