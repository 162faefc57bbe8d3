# /// case
# expect = "clean"
# stdout = "3\n"
# note = "The name of a comparison with `__main__` is a main guard as well."
# ///
from multiprocessing import Process

IS_MAIN = __name__ == "__main__"


def show(number):
    print(number)


if IS_MAIN:
    process = Process(target=show, args=(3,))
    process.start()
    process.join()
