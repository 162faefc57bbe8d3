# /// case
# expect = "refuse"
# codes = ["MP302"]
# stdout = "6\n"
# mentions = ["declares `level` global"]
# note = "Another function of the child reads what the worker sets: a parameter would hide it."
# ///
from multiprocessing import Process

level = 0


def show():
    print(level)


def work():
    global level
    level += 1
    show()


def main():
    global level
    level = 5
    child = Process(target=work)
    child.start()
    child.join()


if __name__ == "__main__":
    main()
