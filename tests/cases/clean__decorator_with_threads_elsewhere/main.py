# /// case
# expect = "clean"
# stdout = "4\n9\n"
# note = "The decorators of another module start threads, or use a pool of threads."
# ///
from multiprocessing import Process

from tools import background, parallel


@background
def square(x):
    print(x * x, flush=True)


@parallel(2)
def triple(x):
    return 3 * x


def nothing():
    pass


if __name__ == "__main__":
    process = Process(target=nothing)
    process.start()
    process.join()
    square(2)
    print(sum(triple([1, 2])))
