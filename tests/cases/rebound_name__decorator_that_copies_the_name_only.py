# /// case
# expect = "fix"
# codes = ["MP105"]
# fork_works = false
# stdout = "calls double\n[6]\n"
# note = "The wrapper reads the name of what it wraps, and takes it; pickle asks for the qualified name."
# ///
import multiprocessing


def announced(function):
    def call(*arguments):
        print("calls", function.__name__, flush=True)
        return function(*arguments)

    call.__name__ = function.__name__
    return call


@announced
def double(number):
    return number * 2


def main():
    with multiprocessing.Pool(1) as pool:
        print(pool.map(double, [3]))


if __name__ == "__main__":
    main()
