# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[4, 5]\nx 9\n"
# fork_works = false
# note = "A partial of a nested function goes through a method, and a nested function through its `*args` and `**kwargs`."
# ///
from functools import partial

from engine import Engine


def main():
    base = 1
    engine = Engine()

    def add(a, b):
        return base + a + b

    def show(label, *, value):
        print(label, base + value, flush=True)

    print(engine.each(partial(add, 2), [1, 2]))
    engine.launch(show, "x", value=8)


if __name__ == "__main__":
    main()
