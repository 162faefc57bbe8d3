# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "42\n"
# note = "A function in `tuple([...])`: the arguments of a process, made from a list."
# ///
import multiprocessing


def call(function, *args):
    print(function(*args), flush=True)


def report(factor):
    def scale(x):
        return x * factor

    process = multiprocessing.Process(target=call, args=tuple([scale, 6]))
    process.start()
    process.join()


if __name__ == "__main__":
    report(7)
