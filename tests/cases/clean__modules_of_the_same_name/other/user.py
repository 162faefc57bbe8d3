from pools import run_parallel


def double(items):
    return run_parallel(abs, items)
