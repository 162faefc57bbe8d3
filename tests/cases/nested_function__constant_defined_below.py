# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[['ab', 'c'], ['de']]\n"
# fork_works = false
# require = ['(?s)^SIZE = 2$.*^def split\(text, size=SIZE\):$']
# forbid = ['partial']
# note = "A default reads a module constant that is assigned below the encloser: the hoisted `def` runs at import time and goes below it."
# ///
import multiprocessing


def split_all(texts):
    def split(text, size=SIZE):
        return [text[start : start + size] for start in range(0, len(text), size)]

    with multiprocessing.Pool(2) as pool:
        return pool.map(split, texts)


SIZE = 2

if __name__ == "__main__":
    print(split_all(["abc", "de"]))
