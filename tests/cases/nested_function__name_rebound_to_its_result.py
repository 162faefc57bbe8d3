# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "e: 5 in 2 texts\n"
# fork_works = false
# require = ['^def _tally_count\(letter, text\):$']
# note = "The encloser reuses the function's name for its result: a hoisted `count` would be an unbound local there."
# ///
from multiprocessing import Pool


def tally(texts, letter):
    def count(text):
        return text.lower().count(letter)

    with Pool(2) as pool:
        count = sum(pool.map(count, texts))
    print(f"{letter}: {count} in {len(texts)} texts")


if __name__ == "__main__":
    tally(["Eleven", "free"], "e")
