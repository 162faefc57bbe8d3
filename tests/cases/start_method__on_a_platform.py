# /// case
# expect = "fix"
# codes = ["MP303"]
# stdout = "16\n"
# fork_works = false
# note = "The condition on the platform moves with the call."
# ///
"""Squares."""
import multiprocessing
import sys

if sys.platform != "win32":
    multiprocessing.set_start_method("forkserver")


def work(n):
    print(n * n)


def main():
    child = multiprocessing.Process(target=work, args=(4,))
    child.start()
    child.join()


if __name__ == "__main__":
    main()
