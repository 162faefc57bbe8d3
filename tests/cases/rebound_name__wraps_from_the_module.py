# /// case
# expect = "fix"
# codes = ["MP105"]
# stdout = "[1, 4]\n"
# fork_works = false
# require = ['^        @functools\.wraps\(work\)$']
# note = "A decorator with arguments, and `functools` is there under its own name."
# ///
import functools
import multiprocessing as mp


def repeated(times):
    def decorate(work):
        # Runs it again and again.
        def again(*args):
            return functools.reduce(lambda value, _: work(*args), range(times), None)

        return again

    return decorate


@repeated(times=2)
def square(number):
    return number * number


if __name__ == "__main__":
    with mp.Pool(2) as pool:
        print(pool.map(square, [1, 2]))
