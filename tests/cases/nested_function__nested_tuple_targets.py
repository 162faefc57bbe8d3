# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "1. ann at (2, 3) -> 5\n2. bo at (0, 7) -> 7\n"
# require = ['args=\(index, name, x, y\)']
# note = "Captures bound by nested targets of a `for`, in the order in which they stand there."
# ///
from multiprocessing import Process


def locate(people):
    for index, (name, [x, y]) in enumerate(people, start=1):

        def show():
            print(f"{index}. {name} at {(x, y)} -> {x + y}")

        child = Process(target=show)
        child.start()
        child.join()


if __name__ == "__main__":
    locate([("ann", [2, 3]), ("bo", [0, 7])])
