# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "[4, 5]\n[3, 6]\n[5, 6]\n[2, 3]\n7\n"
# fork_works = false
# note = "What is said around a lambda, or between its parts, is said of the function that takes its place: no comment is lost."
# ///
from multiprocessing import Pool, get_context


def show(value):
    print(value, flush=True)


def main():
    n = 3
    # Adds.
    add = (  # the first of two
        # that are short
        lambda x:  # one number
        (
            x + n  # and another
        )
        # and nothing else
    )
    multiply = lambda x: (  # a product
        x * n
    )
    with Pool(2) as pool:
        print(pool.map(add, [1, 2]))
        print(pool.map(multiply, [1, 2]))
        print(pool.map((  # not twice
            lambda x: x + n + 1  # once
            # more
        ), [1, 2]))
        print(pool.map(lambda x:  # no variable here
            x + 1, [1, 2]))
    process = get_context("spawn").Process(target=(  # seven
        lambda: show(7)
    ))
    process.start()
    process.join()


if __name__ == "__main__":
    main()
