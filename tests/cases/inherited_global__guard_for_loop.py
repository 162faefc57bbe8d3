# /// case
# expect = "fix"
# codes = ["MP302"]
# stdout = "a 0\na 1\n"
# note = "The variable of a loop around the process is set wherever that is made."
# ///
from multiprocessing import Process


def work():
    print(name, index)


if __name__ == "__main__":
    name = str.lower("A")
    for index in range(2):
        child = Process(target=work)
        child.start()
        child.join()
