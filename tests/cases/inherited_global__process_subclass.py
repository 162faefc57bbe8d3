# /// case
# expect = "fix"
# codes = ["MP302"]
# stdout = "every 3\n"
# mentions = ["period"]
# note = "The `run` method of a `Process` reads a variable of the guard block: it is given to the instance."
# ///
from multiprocessing import Process


class Clock(Process):
    def run(self):
        print("every", period)


if __name__ == "__main__":
    period = len("abc")
    clock = Clock()
    clock.start()
    clock.join()
