from functools import wraps

from .launcher import launch


def isolated(timeout):
    def decorate(function):
        @wraps(function)
        def run(*args):
            launch(function, args, timeout)

        return run

    return decorate
