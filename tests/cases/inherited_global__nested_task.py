# /// case
# expect = "fix"
# codes = ["MP101", "MP302"]
# stdout = "[2, 3]\n"
# fork_works = false
# note = "A nested task that reads a lost global: the pool's initializer sets it, then the task moves."
# ///
from multiprocessing import Pool

offset = 0


def run(numbers):
    global offset
    offset = len(numbers) - 1

    def shift(number):
        return number + offset

    with Pool(1) as pool:
        print(pool.map(shift, numbers))


if __name__ == "__main__":
    run([1, 2])
