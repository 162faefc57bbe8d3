# /// case
# expect = "refuse"
# codes = ["MP201"]
# stdout = "6\n"
# fork_works = false
# mentions = ["`numbers`, a generator,", "a list of its items"]
# note = "What a generator function answers; nobody knows whether it ends."
# ///
from concurrent.futures import ProcessPoolExecutor


def count(limit):
    number = 0
    while number < limit:
        number += 1
        yield number


def total(numbers):
    return sum(numbers)


def main():
    numbers = count(3)
    with ProcessPoolExecutor(1) as executor:
        print(executor.submit(total, numbers).result())


if __name__ == "__main__":
    main()
