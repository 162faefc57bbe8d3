# /// case
# expect = "fix"
# codes = ["MP101", "MP302"]
# stdout = "2 of 3\n"
# note = "A nested target that reads a lost global gets it as an argument, and moves."
# ///
from multiprocessing import Process

total = 0


def run(parts):
    global total
    total = len(parts)

    def show(part):
        print(part, "of", total)

    child = Process(target=show, args=(2,))
    child.start()
    child.join()


if __name__ == "__main__":
    run("abc")
