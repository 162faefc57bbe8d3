# /// case
# expect = "fix"
# codes = ["MP201"]
# stdout = "['a', 'b']\n[1, 2]\n"
# note = "Whichever view it is, a list of it is the same."
# ///
from multiprocessing import Process


def show(names):
    print(sorted(names))


def main():
    table = {"a": 1, "b": 2}
    for names in (1, 2):
        child = Process(target=show, args=(table.keys() if names == 1 else table.values(),))
        child.start()
        child.join()


if __name__ == "__main__":
    main()
