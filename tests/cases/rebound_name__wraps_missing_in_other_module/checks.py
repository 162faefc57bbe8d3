"""Decorators."""


def checked(function):
    def inner(*args, **kwargs):
        return function(*args, **kwargs)

    return inner


def limited(most):
    def decorate(function):
        def inner(n):
            return function(min(n, most))

        return inner

    return decorate


def traced(call):
    def trace(*args):
        return call(*args)

    return trace
