# /// case
# expect = "clean"
# stdout = "['A']\n['b']\n"
# note = "The pool is one of processes only with a flag, which nobody sets, or which a setting sets that is off: what is given to it stays in the process."
# ///
from multiprocessing import Pool


class Serial:
    def map(self, function, items):
        return [function(item) for item in items]


class Settings:
    def __init__(self, values):
        self.parallel = values.get("parallel", "")


def run(function, items, parallel=False):
    if parallel:
        pool = Pool(2)
    else:
        pool = Serial()
    return pool.map(function, items)


def run_one(function, item, parallel=False):
    pool = Pool(2) if parallel else Serial()
    return pool.map(function, [item])


def build(function, items, settings):
    return run(function, items, settings.parallel)


def main(settings):
    print(run_one(lambda text: text.upper(), "a"))
    print(build(lambda text: text.lower(), ["B"], settings))


if __name__ == "__main__":
    main(Settings({}))
