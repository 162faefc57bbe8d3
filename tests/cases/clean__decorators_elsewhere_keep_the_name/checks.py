from functools import update_wrapper, wraps

KNOWN = {}


def checked(function):
    @wraps(function)
    def inner(*args):
        return function(*args)

    return inner


def registered(name):
    def register(function):
        KNOWN[name] = function
        return function

    return register


def renamed(function):
    def inner(*args):
        return function(*args)

    update_wrapper(inner, function)
    return inner


class Counted:
    def __init__(self, function):
        update_wrapper(self, function)
        self.function = function

    def __call__(self, *args):
        return self.function(*args)

    def __reduce__(self):
        return self.__qualname__
