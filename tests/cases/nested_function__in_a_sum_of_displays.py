# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "42\n49\n"
# note = "A function in `(scale,) + rest` and in a list that is added up: the arguments of a process."
# ///
import multiprocessing


def call(function, *args):
    print(function(*args), flush=True)


def report(factor):
    def scale(x):
        return x * factor

    rest = (6,)
    process = multiprocessing.Process(target=call, args=(scale,) + rest)
    process.start()
    process.join()
    given = [scale] + [7]
    process = multiprocessing.Process(target=call, args=given)
    process.start()
    process.join()


if __name__ == "__main__":
    report(7)
