# /// case
# expect = "fix"
# codes = ["MP102"]
# require = ["# first"]
# note = "The comments inside the lambda go along."
# stdout = "a b 3\n"
# ///
import multiprocessing


def show(*words, end):
    print(*words, end)


def main(n):
    child = multiprocessing.Process(
        target=lambda: show(
            "a",  # first
            "b",
            end=n,
        ),
        name="x",
    )
    child.start()
    child.join()


if __name__ == "__main__":
    main(3)
