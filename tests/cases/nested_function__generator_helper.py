# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "3 blocks in the first\n[[294, 295, 103], [120]]\n"
# fork_works = false
# require = ['^def blocks\(size, text\):$', '^def checksums\(size, text\):$', 'for block in blocks\(size, text\)']
# note = "The payload loops over a nested generator function: a generator can't be pickled, the function that makes it is hoisted like any other."
# ///
from multiprocessing import Pool


def compare(texts, size):
    def blocks(text):
        for start in range(0, len(text), size):
            yield text[start : start + size]

    def checksums(text):
        return [sum(map(ord, block)) for block in blocks(text)]

    print(len(list(blocks(texts[0]))), "blocks in the first")
    with Pool(2) as pool:
        return list(pool.imap(checksums, texts))


if __name__ == "__main__":
    print(compare(["abcabdg", "x"], size=3))
