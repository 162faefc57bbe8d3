# /// case
# expect = "fix"
# codes = ["MP101", "MP102"]
# stdout = "a 1\nb 1\n"
# note = "Each of the `*functions` that the wrapper collects is sent."
# ///
from multiprocessing import Process


def run_all(*functions):
    for function in functions:
        process = Process(target=function)
        process.start()
        process.join()


def main(n):
    def a():
        print("a", n)

    run_all(a, lambda: print("b", n))


if __name__ == "__main__":
    main(1)
