# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "low high True\n"
# fork_works = false
# require = ['def classify\(limit, number, default=Level.LOW\)']
# note = "A default that is a member of an enum which moves along is the same at module level."
# ///
from enum import Enum
from multiprocessing import Pool


def main(limit):
    class Level(Enum):
        LOW = "low"
        HIGH = "high"

    def classify(number, default=Level.LOW):
        return Level.HIGH if number > limit else default

    with Pool(1) as pool:
        levels = pool.map(classify, [1, 5])
    print(*(level.value for level in levels), levels[0] is Level.LOW)


if __name__ == "__main__":
    main(3)
