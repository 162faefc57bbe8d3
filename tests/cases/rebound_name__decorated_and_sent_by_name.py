# /// case
# expect = "refuse"
# codes = ["MP105"]
# stdout = "3\n3\n"
# mentions = ['`show` is sent under its name, too; define the function that the decorator sends under another name']
# note = "What the decorator answers is sent as well, under the name of the function: no other name does for both."
# ///
from functools import wraps
from multiprocessing import Process


def in_process(function):
    @wraps(function)
    def run(*args):
        process = Process(target=function, args=args)
        process.start()
        process.join()

    return run


@in_process
def show(x):
    print(x, flush=True)


if __name__ == "__main__":
    show(3)
    other = Process(target=show, args=(3,))
    other.start()
    other.join()
