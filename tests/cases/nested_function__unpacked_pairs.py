# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[2, 3]\n[6, 6]\n"
# fork_works = false
# note = "Functions unpacked from a literal tuple and from the pairs of a literal list."
# ///
from multiprocessing import Pool


def measure(words, unit):
    def width(word):
        return len(word) * unit

    def height(word):
        return (word.count("\n") + 1) * 3 * unit

    first, second = width, height
    with Pool(2) as pool:
        for function, items in [(first, words), (second, ["a\nb"] * len(words))]:
            print(pool.map(function, items))


if __name__ == "__main__":
    measure(["ab", "abc"], unit=1)
