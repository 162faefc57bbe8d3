# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "21\n[0, 15, 30]\n"
# fork_works = false
# note = "`twofold` is made before `seed` is bound, but is called after it: its call of `measure` passes what is there."
# ///
from multiprocessing import Pool


def report(level):
    def measure(count):
        if count < 1:
            return 0
        return measure(count - 1) + seed

    twofold = lambda count: measure(count) + level

    (name, seed) = ("tea", 15)
    print(twofold(1))
    with Pool(1) as pool:
        print(pool.map(measure, range(len(name))))


if __name__ == "__main__":
    report(6)
