# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "page 1: a b\npage 2: c d\npage 3: e\n"
# note = "A `while` loop that rebinds three names, but every process starts and ends in its own turn: safe."
# ///
import multiprocessing as mp


def paginate(words, size):
    page = 0
    while words:
        page += 1
        head, words = words[:size], words[size:]

        def render():
            print(f"page {page}:", *head)

        process = mp.Process(target=render)
        process.start()
        process.join()


if __name__ == "__main__":
    paginate(list("abcde"), 2)
