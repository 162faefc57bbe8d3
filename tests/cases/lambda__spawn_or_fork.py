# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "3\n"
# note = "A program that sets `fork` or `spawn`, as it is told, does not keep to `fork`."
# ///
import multiprocessing
import sys


def main():
    if "--spawn" in sys.argv:
        multiprocessing.set_start_method("spawn")
    elif "--fork" in sys.argv:
        multiprocessing.set_start_method("fork")
    number = 3
    process = multiprocessing.Process(target=lambda: print(number))
    process.start()
    process.join()


if __name__ == "__main__":
    main()
