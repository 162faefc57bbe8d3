# /// case
# expect = "fix"
codes = ["MP101"]
# stdout = "run fast\n"
# note = "Only the guard calls the function that sends it, after the variable is set."
# ///
from multiprocessing import Process


def start():
    def work():
        print("run", mode)

    child = Process(target=work)
    child.start()
    child.join()


if __name__ == "__main__":
    mode = "fast"
    start()
