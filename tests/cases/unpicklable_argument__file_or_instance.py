# /// case
# expect = "refuse"
# codes = ["MP201"]
# mentions = ["`output`", "`sys.stdout`"]
# stdout = "2\n"
# note = "In one branch it is `sys.stdout`, in the other an instance that keeps an open file: neither can be pickled."
# ///
import os
import sys
from multiprocessing import Process


class Splitter:
    def __init__(self, path):
        self.file = open(path, "w")

    def write(self, text):
        self.file.write(text)


def work(output, number):
    output.write(f"{number}\n")


def main(path):
    if path == "-":
        output = sys.stdout
    else:
        output = Splitter(path)
    process = Process(target=work, args=(output, 2))
    process.start()
    process.join()


if __name__ == "__main__":
    main("-" if len(sys.argv) < 2 else os.devnull)
