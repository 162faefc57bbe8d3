# /// case
# expect = "fix"
# codes = ["MP105"]
# safe = false
# stdout = "6\n9\n"
# mentions = ['the undecorated `double` reaches `Process\(target=\.\.\.\)` through `in_process`', 'define `_double`, and bind `double` to `in_process\(_double\)`', 'not the same object']
# require = ['^def _double\(x\):$', '^double = in_process\(_double\)$', '^triple = logged\(in_process\(_triple\)\)  # twice$', '^@checked\n^def _triple\(x\):$']
# note = "A decorator that sends what it decorates: the name means its answer, so the function gets one of its own."
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


def checked(function):
    @wraps(function)
    def check(x):
        assert x >= 0
        return function(x)

    return check


def logged(function):
    @wraps(function)
    def log(*args):
        function(*args)

    return log


@in_process
def double(x):
    print(2 * x, flush=True)


# Stays with the function.
@logged
@in_process  # twice
@checked
def triple(x):
    """Prints three times what it is given."""
    print(3 * x, flush=True)


if __name__ == "__main__":
    double(3)
    triple(3)
