# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "7\n"
# note = "A `defaultdict` is pickled with its factory."
# ///
from collections import defaultdict
from multiprocessing import Process


def show(counts):
    print(counts["missing"], flush=True)


def main():
    start = 7
    counts = defaultdict(lambda: start)
    child = Process(target=show, args=(counts,))
    child.start()
    child.join()


if __name__ == "__main__":
    main()
