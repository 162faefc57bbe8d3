# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "tea 3 30\nmilk 4 30\n"
# note = "Neither call gives the default of `task`: both go through `call_with`, in the `args` of a process."
# ///
from multiprocessing import Process


def call_with(function, *args, **kwargs):
    return function(*args, **kwargs)


def report(amount):
    total = amount * 3

    def task(word, size, kind=total):
        print(word, size, kind, flush=True)

    process = Process(target=call_with, args=(task, "tea", 3))
    process.start()
    process.join()
    given = [task, "milk"]
    other = Process(target=call_with, args=given, kwargs={"size": 4})
    other.start()
    other.join()


if __name__ == "__main__":
    report(10)
