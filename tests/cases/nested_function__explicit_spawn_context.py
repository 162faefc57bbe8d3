# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "parcel 4\nletter 1.0\n"
# fork_works = false
# note = "The program asks for `spawn` itself, once by context and once by class: it fails whatever the default is."
# ///
import multiprocessing
from multiprocessing.context import SpawnProcess


def weigh(items, scale):
    def show(name, weight):
        print(name, weight * scale)

    (first, second) = items.items()
    child = multiprocessing.get_context("spawn").Process(target=show, args=first)
    child.start()
    child.join()
    child = SpawnProcess(target=show, args=second)
    child.start()
    child.join()


if __name__ == "__main__":
    weigh({"parcel": 2, "letter": 0.5}, 2)
