# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "failed: too big\n"
# note = "What `except` catches is an instance of its class."
# ///
from multiprocessing import Process


def check(value):
    class TooBig(ValueError):
        pass

    try:
        if value > 2:
            raise TooBig("too big")
    except TooBig as error:
        child = Process(target=print, args=("failed:", error))
        child.start()
        child.join()


if __name__ == "__main__":
    check(3)
