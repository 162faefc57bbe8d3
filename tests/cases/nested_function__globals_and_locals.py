# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "11 TEA\n12 MILK\n0 lines in the parent\n"
# require = ['^def emit\(convert, words\):$', '^    global lines$']
# note = "Module names stay module names: a function, a counter that the payload declares `global` and sets in the child; only the local is passed."
# ///
import multiprocessing

lines = 0


def write(text):
    global lines
    lines += 1
    print(lines, text)


def run(words, upper):
    convert = str.upper if upper else str.lower

    def emit(words):
        global lines
        lines = 10
        for word in words:
            write(convert(word))

    child = multiprocessing.Process(target=emit, args=(words,))
    child.start()
    child.join()


if __name__ == "__main__":
    run(["tea", "milk"], upper=True)
    print(lines, "lines in the parent")
