from . import middle


def launch(*args, **kwargs):
    return middle.spread(*args, **kwargs)
