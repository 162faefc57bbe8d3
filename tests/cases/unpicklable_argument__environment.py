# /// case
# expect = "fix"
# codes = ["MP201"]
# stdout = "blue\n"
# require = ['args=\("COLOR", dict\(os\.environ\)\)']
# note = "`os.environ` holds local functions; a plain dict of it does for who only reads."
# ///
import os
from multiprocessing import Process


def show(name, environment):
    print(environment.get(name, "none"))


if __name__ == "__main__":
    os.environ["COLOR"] = "blue"
    child = Process(target=show, args=("COLOR", os.environ))
    child.start()
    child.join()
