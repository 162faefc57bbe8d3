# /// case
# expect = "clean"
# stdout = "6\n"
# note = "A decorator that sends the function from a method of its own, and answers the function itself."
# ///
from multiprocessing import Process


def task(function):
    def delay(*args):
        process = Process(target=function, args=args)
        process.start()
        process.join()

    function.delay = delay
    return function


@task
def work(x):
    print(x * 2, flush=True)


if __name__ == "__main__":
    work.delay(3)
