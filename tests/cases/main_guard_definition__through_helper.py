# /// case
# expect = "fix"
# codes = ["MP104"]
# stdout = "total 6\n"
# note = "The function that is sent is found, the one that it calls is not."
# ///
from multiprocessing import Process


def report(numbers):
    print("total", add_up(numbers))


if __name__ == "__main__":

    def add_up(numbers):
        return sum(numbers)

    child = Process(target=report, args=([1, 2, 3],))
    child.start()
    child.join()
