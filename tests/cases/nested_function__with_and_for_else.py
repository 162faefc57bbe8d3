# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "work in scratch: notes.txt\nwork in scratch: none\n"
# note = "Captures from a `with ... as` and from a `for`/`else` that assigns the loop variable once more."
# ///
import os
import tempfile
from multiprocessing import Process


def open_first(names, ending):
    with tempfile.TemporaryDirectory(prefix="scratch") as folder:
        for name in names:
            if name.endswith(ending):
                break
        else:
            name = "none"

        def work():
            print("work in", os.path.basename(folder)[:7] + ":", name)

        child = Process(target=work)
        child.start()
        child.join()


if __name__ == "__main__":
    open_first(["a.png", "notes.txt"], ".txt")
    open_first(["a.png"], ".txt")
