# /// case
# expect = "fix"
# codes = ["MP201"]
# stdout = "red\n"
# safe = false
# mentions = ["does more with it than to read it"]
# note = "The child changes its environment through the parameter: with a copy, `os.getenv` would not see that."
# ///
import os
from multiprocessing import Process


def paint(environment):
    environment["COLOR"] = "red"
    print(environment["COLOR"])


if __name__ == "__main__":
    child = Process(target=paint, args=(os.environ,))
    child.start()
    child.join()
