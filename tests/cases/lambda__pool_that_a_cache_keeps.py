# /// case
# expect = "fix"
# codes = ["MP102"]
# fork_works = false
# stdout = "abab\n"
# note = "A call of a cached function answers what the function returned."
# ///
import functools
from concurrent.futures import ProcessPoolExecutor


@functools.lru_cache(maxsize=None)
def executor():
    return ProcessPoolExecutor(1)


def main(word):
    print(executor().submit(lambda times: word * times, 2).result())
    executor().shutdown()


if __name__ == "__main__":
    main("ab")
