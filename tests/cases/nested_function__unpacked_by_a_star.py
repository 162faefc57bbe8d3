# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "5\n6\n7\n8\n9\n10\n"
# require = ['partial\(show, n\)']
# note = "`Process` and `submit` are given a tuple, tuples of a list, dicts that are written out or filled, behind stars."
# ///
from multiprocessing import Process


def start(process):
    process.start()
    process.join()


def main():
    n = 4

    def show(x):
        print(x + n, flush=True)

    specification = (None, show, "name", (1,))
    start(Process(*specification))
    for options in [(None, show, "second", (2,)), (None, show, "third", (3,))]:
        start(Process(*options))
    start(Process(**{"target": show, "args": (4,)}))
    options = {"target": show, "args": (5,)}
    start(Process(**options))
    options = dict(target=show)
    options["args"] = (6,)
    start(Process(**options))


if __name__ == "__main__":
    main()
