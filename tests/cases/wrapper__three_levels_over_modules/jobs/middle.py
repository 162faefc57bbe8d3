from .low import run_parallel


def spread(task, values):
    return run_parallel(items=values, function=task)
