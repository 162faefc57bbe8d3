"""Decorators, defaults, attributes."""
import contextlib
import functools


def twice(f):
    def run(*args):
        return f(*args), f(*args)

    return run


def logged(name):
    def decorate(f):
        @functools.wraps(f)
        def run(*args):
            print(name, args)
            return f(*args)

        return run

    return decorate


def outer(n, items=()):
    @twice
    def plain(x):
        return x + 1

    @twice
    def capturing(x):
        return x + n

    @logged("it")
    def kept(x):
        return x * n

    @functools.lru_cache(maxsize=None)
    def cached(x):
        return x + n

    @contextlib.contextmanager
    def opened(name):
        yield name * n

    @logged(n)
    def local_decorator(x):
        return x

    def with_default(x, k=n, seen=[]):
        seen.append(x)
        return x + k + len(seen)

    def with_constant(x, k=1, *, end="."):
        return f"{x + k}{end}"

    def counting():
        counting.calls += 1
        return counting.calls

    counting.calls = 0
    counting()
    with opened("x") as name:
        print(name)
    print(plain(1), capturing(1), kept(2), cached(3), local_decorator(4))
    n += 1
    return with_default(1), with_default(2, 3), with_constant(1), counting()


print(outer(2), outer(3))


def defaults(n):
    def helper(x):
        return x + n

    def plain(x, key=lambda v: -v):
        return key(x)

    def capturing(x, key=lambda v: v + n):
        return key(x)

    def by_name(x, key=helper):
        return key(x)

    def both(x, key=helper):
        return key(x) + helper(x)

    n += 1
    return plain(1), capturing(2), by_name(3), both(4), plain(5, key=abs)


print(defaults(1))
