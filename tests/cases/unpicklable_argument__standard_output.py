# /// case
# expect = "refuse"
# codes = ["MP201"]
# stdout = "hello\n"
# mentions = ["`stream`, `sys.stdout`,", "use it in the child process"]
# note = "A standard stream by another name, in a dict of keyword arguments."
# ///
import sys
from multiprocessing import Process


def greet(word, stream):
    print(word, file=stream, flush=True)


if __name__ == "__main__":
    stream = sys.stdout
    child = Process(target=greet, args=("hello",), kwargs={"stream": stream})
    child.start()
    child.join()
