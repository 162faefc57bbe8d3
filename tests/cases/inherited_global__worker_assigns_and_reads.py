# /// case
# expect = "fix"
# codes = ["MP302", "MP401"]
# stdout = "child 6\nparent 5\n"
# note = "What adds to a global needs the value that it has in the parent; `global` goes, as nobody else in the child reads it."
# ///
from multiprocessing import Process

level = 0


def work():
    global level
    level += 1
    print("child", level)


def main():
    global level
    level = 5
    child = Process(target=work)
    child.start()
    child.join()
    print("parent", level)


if __name__ == "__main__":
    main()
