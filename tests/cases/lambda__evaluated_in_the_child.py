# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "parent: True\nchild: False\n"
# note = "The body is a plain call, but its arguments must be evaluated in the child: handing them over as `args` would evaluate them in the parent."
# ///
import os
from multiprocessing import Process


def report(who, answer):
    print(f"{who}: {answer}")


def main():
    owner = os.getpid()
    report("parent", os.getpid() == owner)
    child = Process(target=lambda: report("child", os.getpid() == owner))
    child.start()
    child.join()


if __name__ == "__main__":
    main()
