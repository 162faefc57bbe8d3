# /// case
# expect = "fix"
# codes = ["MP105"]
# safe = false
# stdout = "alpha: 1\nalpha: 2\n"
# require = ['^def _greet\(prefix, number\):$', '^    greet = background\(partial\(_greet, prefix\)\)$']
# note = "A nested function under a decorator of another module that sends it."
# ///
from tools import background


def serve(prefix):
    @background
    def greet(number):
        print(f"{prefix}: {number}", flush=True)

    for number in (1, 2):
        greet(number)


if __name__ == "__main__":
    serve("alpha")
