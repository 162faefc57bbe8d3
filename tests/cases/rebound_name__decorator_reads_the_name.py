# /// case
# expect = "fix"
# codes = ["MP105"]
# stdout = "work\n"
# safe = false
# mentions = ['`__name__` of the function is read']
# note = "The decorator also reads the name of the function, which is another one once it has a name of its own."
# ///
from functools import wraps
from multiprocessing import Process


def in_process(function):
    @wraps(function)
    def run():
        process = Process(target=function, name=function.__name__.strip("_"))
        process.start()
        process.join()
        print(process.name)

    return run


@in_process
def work():
    pass


if __name__ == "__main__":
    work()
