# /// case
# expect = "fix"
# codes = ["MP105"]
# stdout = "[2, 3]\n"
# fork_works = false
# require = ['^    @wraps\(function\)\n    def inner']
# note = "`f = decorate(f)` in place of `@decorate`: with `wraps` the name finds the wrapper."
# ///
from concurrent.futures import ProcessPoolExecutor


def counted(function):
    def inner(number):
        return function(number) + 1

    return inner


def same(number):
    return number


same = counted(same)

if __name__ == "__main__":
    with ProcessPoolExecutor(1) as executor:
        print(list(executor.map(same, [1, 2])))
