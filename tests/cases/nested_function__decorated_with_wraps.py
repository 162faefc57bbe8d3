# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[(0, 10), (1, 25)]\n"
# fork_works = false
# require = ['^@retried\(attempts=3\)$\n^# The meter is sometimes off\.$\n^def measure\(']
# note = "A decorator from module level, made with `functools.wraps`: it moves along, and the values pass through the wrapper."
# ///
import functools
from multiprocessing import Pool


def retried(attempts):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in range(attempts):
                try:
                    return attempt, function(*args, **kwargs)
                except LookupError:
                    broken.discard(args[-1])

        return wrapper

    return decorate


broken = {"attic"}


def measure_all(rooms, readings):
    @retried(attempts=3)
    # The meter is sometimes off.
    def measure(room):
        if room in broken:
            raise LookupError(room)
        return readings[room]

    with Pool(1) as pool:
        return pool.map(measure, rooms)


if __name__ == "__main__":
    print(measure_all(["hall", "attic"], {"hall": 10, "attic": 25}))
