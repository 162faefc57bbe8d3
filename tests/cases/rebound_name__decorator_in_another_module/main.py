# /// case
# expect = "fix"
# codes = ["MP105"]
# safe = false
# stdout = "[1, 4, 9]\n"
# fork_works = false
# mentions = ['parallel.py', 'the undecorated `square` reaches `Pool.map` through `parallel`']
# require = ['^square = parallel\(_square\)$']
# note = "A decorator of another module sends what it decorates, in a `partial`."
# ///
from parallel import parallel


@parallel
def square(x):
    return x * x


if __name__ == "__main__":
    print(square([1, 2, 3]))
