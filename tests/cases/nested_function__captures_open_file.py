# /// case
# expect = "refuse"
# codes = ["MP101"]
# stdout = "tea 3\nmilk 4\n"
# mentions = ["log"]
# note = "The file is opened by the encloser and captured by a helper of the payload: open it in the child instead."
# ///
import os
import tempfile
from multiprocessing import Process


def record(words):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "words.log")
        with open(path, "a", encoding="utf-8") as log:

            def write(line):
                log.write(line + "\n")
                log.flush()

            def measure(word):
                write(f"{word} {len(word)}")

            for word in words:
                child = Process(target=measure, args=(word,))
                child.start()
                child.join()
        with open(path, encoding="utf-8") as done:
            print(done.read(), end="")


if __name__ == "__main__":
    record(["tea", "milk"])
