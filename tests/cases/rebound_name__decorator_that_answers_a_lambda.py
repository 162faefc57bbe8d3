# /// case
# expect = "refuse"
# codes = ["MP105"]
# stdout = "[36]\n"
# fork_works = false
# note = "A decorator answers a lambda, which no name leads to."
# ///
import multiprocessing


def squared(function):
    return lambda *arguments: function(*arguments) ** 2


@squared
def double(number):
    return number * 2


def main():
    with multiprocessing.Pool(1) as pool:
        print(pool.map(double, [3]))


if __name__ == "__main__":
    main()
