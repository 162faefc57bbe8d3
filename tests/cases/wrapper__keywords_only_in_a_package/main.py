# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "[11, 12]\n"
# fork_works = false
# note = "A wrapper that takes everything by keyword, in a package that another one re-exports."
# ///
from toolbox import run


def main():
    offset = 10
    print(run(items=[1, 2], task=lambda x: x + offset))


if __name__ == "__main__":
    main()
