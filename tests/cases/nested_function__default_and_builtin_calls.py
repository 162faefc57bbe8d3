# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[4, 1, 3]\n[7, 13, 11]\n11\n"
# fork_works = false
# note = "`sorted(key=f)` and `map(f, xs)` give one argument, `twice` gives one, too: none of them gives the default."
# ///
from multiprocessing import Pool


def twice(function, value):
    return function(function(value))


def report(numbers):
    factor = len(numbers) + 2

    def rest(value, modulus=factor):
        return value % modulus % 4

    def job(value):
        ranked = sorted(numbers, key=rest)
        return value * 2 + sum(map(rest, ranked)) + twice(rest, 1)

    print(sorted(numbers, key=rest))
    with Pool(1) as pool:
        print(pool.map(job, [1, 4, 3]))
    print(sum(numbers) + twice(rest, 3))


if __name__ == "__main__":
    report([1, 3, 4])
