# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "scaled 6\n"
# fork_works = true
# require = ['spawn\(scale, factor, 2\)']
# note = "What stands behind the function is handed on by the wrapper: the captured value goes there."
# ///
from processes import spawn


def main():
    factor = 3

    def scale(number):
        print("scaled", number * factor)

    spawn(scale, 2).join()


if __name__ == "__main__":
   main()
