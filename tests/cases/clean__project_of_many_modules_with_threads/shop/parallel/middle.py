from . import low


def run_all(*args, **kwargs):
    """Run what is given, with the number of workers that the shop has."""
    kwargs.setdefault("workers", 2)
    return low.map_all(*args, **kwargs)
