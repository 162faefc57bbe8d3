# /// case
# expect = "fix"
# codes = ["MP105"]
# safe = false
# stdout = "one 1\ntwo 2\n"
# require = ['^one = in_process\(_one\)$', '^two = in_process\(timeout=3\)\(_two\)$']
# note = "A decorator that answers a `partial` of itself where it is used with arguments: nothing starts at import."
# ///
import functools
from multiprocessing import Process


def in_process(function=None, *, timeout=5):
    if function is None:
        return functools.partial(in_process, timeout=timeout)

    @functools.wraps(function)
    def run(*args):
        process = Process(target=function, args=args)
        process.start()
        process.join(timeout)

    return run


@in_process
def one(x):
    print("one", x, flush=True)


@in_process(timeout=3)
def two(x):
    print("two", x, flush=True)


if __name__ == "__main__":
    one(1)
    two(2)
