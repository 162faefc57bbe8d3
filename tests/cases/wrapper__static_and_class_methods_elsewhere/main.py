# /// case
# expect = "fix"
# codes = ["MP101", "MP102"]
# stdout = "1\n[5]\n"
# fork_works = false
# note = "Static methods and class methods of another module's class are wrappers, too."
# ///
from farm import Farm


def main():
    word = 1

    def say():
        print(word, flush=True)

    Farm.start(say)
    print(Farm.collect(lambda x: x + word, [4]))


if __name__ == "__main__":
    main()
