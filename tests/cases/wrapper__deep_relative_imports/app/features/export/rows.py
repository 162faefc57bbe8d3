from ... import core
from ...core.pools import run_parallel as run


def shift_all(rows, distance):
    def shift(row):
        return row + distance

    return run(shift, rows)


def shift_back(rows, distance):
    def back(row):
        return row - distance

    return core.parallel(back, rows)
