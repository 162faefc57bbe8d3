# /// case
# expect = "fix"
# safe = false
# codes = ["MP101"]
# stdout = "0\n[15]\n"
# fork_works = false
# mentions = ["seed"]
# note = "A call may return before it reads `seed`, so that it need not be bound, and passing it could fail."
# ///
from multiprocessing import Pool


def report(numbers):
    def measure(count):
        if count < 1:
            return 0
        return seed * count

    if len(numbers) == 1:
        seed = 15
    print(measure(0))
    with Pool(1) as pool:
        print(pool.map(measure, numbers))


if __name__ == "__main__":
    report([1])
