# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = ">> load\n>>   rows: 2\n<< load\n"
# require = ['^@contextmanager$\n^def step\(', 'with step\(mark, "load"\) as write:']
# note = "A nested context manager used by the payload in a `with`: hoisted with its decorator, entered with its capture."
# ///
from contextlib import contextmanager
from multiprocessing import Process


def load(rows, mark):
    @contextmanager
    def step(title):
        print(mark * 2, title)
        yield lambda text: print(mark * 2 + "  ", text)
        print("<" * 2, title)

    def work(count):
        with step("load") as write:
            write(f"rows: {count}")

    child = Process(target=work, args=[len(rows)])
    child.start()
    child.join()


if __name__ == "__main__":
    load(["x", "y"], ">")
