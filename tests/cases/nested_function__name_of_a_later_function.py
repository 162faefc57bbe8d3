# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "['ok a', 'bad bc']\nall checked\n"
# fork_works = false
# require = ['^def check\(\):$', '(?s)^def _check_words_check\(limit, word\):$.*^def check\(\):$']
# note = "The module defines a function of the same name further down; placed above, the hoisted one would be replaced by it."
# ///
from multiprocessing import Pool


def check_words(words, limit):
    def check(word):
        return ("ok " if len(word) <= limit else "bad ") + word

    with Pool(2) as pool:
        return pool.map(check, words)


def check():
    print(check_words(["a", "bc"], limit=1))
    print("all checked")


if __name__ == "__main__":
    check()
