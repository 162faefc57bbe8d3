# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "[3, 6, 9]\n"
# fork_works = false
# note = "The keyword has the name of the parameter; the function is a lambda."
# ///
from pools import run_parallel


def main():
    factor = 3
    print(run_parallel(items=[1, 2, 3], function=lambda number: number * factor))


if __name__ == "__main__":
   main()
