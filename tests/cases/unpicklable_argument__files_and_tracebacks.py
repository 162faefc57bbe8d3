# /// case
# expect = "refuse"
# codes = ["MP201"]
# stdout = "4\n"
# mentions = ["`log`, an open file", "`trace`, a traceback", "`last`, a traceback", "`part`, a `memoryview`"]
# note = "A file that a path opens, what an exception was raised through, a slice of a view."
# ///
import sys
import tempfile
from multiprocessing import Process
from pathlib import Path


def main():
    part = memoryview(b"hi there")[:2]
    children = []
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "words.log").open("a") as log:
        try:
            1 / 0
        except ZeroDivisionError as error:
            trace = error.__traceback__
            kind, value, last = sys.exc_info()
            children.append(Process(target=id, args=(log,)))
            children.append(Process(target=id, args=(trace,)))
            children.append(Process(target=id, args=(last,)))
            children.append(Process(target=id, args=(part,)))
        for child in children:
            child.start()
            child.join()
    print(len(children))


if __name__ == "__main__":
    main()
