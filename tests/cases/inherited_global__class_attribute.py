# /// case
# expect = "refuse"
# codes = ["MP302"]
mentions = ["Config.level"]
# stdout = "level 3\n"
# note = "A class attribute that the parent sets has the value of the import in the child."
# ///
from multiprocessing import Process


class Config:
    level = 0


def work():
    print("level", Config.level)


def main():
    Config.level = 3
    child = Process(target=work)
    child.start()
    child.join()


if __name__ == "__main__":
    main()
