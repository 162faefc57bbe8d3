# /// case
# expect = "refuse"
# codes = ["MP102"]
# stdout = "first line: tea\n"
# mentions = ["lines"]
# note = "The lambda reads from a generator made by a generator function of the module, which can't be pickled."
# ///
import multiprocessing


def read(text):
    for line in text.splitlines():
        yield line.strip()


def show_first(text):
    lines = read(text)
    child = multiprocessing.Process(target=lambda: print("first line:", next(lines)))
    child.start()
    child.join()


if __name__ == "__main__":
    show_first(" tea\nmilk")
