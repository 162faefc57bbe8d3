# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[3, None, 5]\n"
# fork_works = false
# require = ['(?s)^def tolerant\(function\):$.*^@tolerant$\n^def parse\(limit, text\):$']
# note = "The decorator is a local function without captures: it is hoisted too, and stands above what it decorates."
# ///
import functools
import multiprocessing


def parse_all(texts, limit):
    def tolerant(function):
        @functools.wraps(function)
        def wrapper(*args):
            try:
                return function(*args)
            except ValueError:
                return None

        return wrapper

    @tolerant
    def parse(text):
        return min(int(text), limit)

    with multiprocessing.Pool(2) as pool:
        return pool.map(parse, texts)


if __name__ == "__main__":
    print(parse_all(["3", "three", "30"], 5))
