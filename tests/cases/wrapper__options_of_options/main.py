# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "hello 3\n"
# note = "Two wrappers that pass their `**options` on, each in a module of its own."
# ///
from service import background


def main():
    greeting = "hello"

    def greet(number):
        print(greeting, number, flush=True)

    background(target=greet, args=(3,), name="greeter")


if __name__ == "__main__":
    main()
