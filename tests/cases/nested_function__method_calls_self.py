# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "['quick fox', 'lazi dog']\n"
# fork_works = false
# require = ['^def stem\(self, [a-z]+\):$', 'partial\(stem, self\)']
# note = "The nested function calls a method and reads an attribute of a `self` that can be pickled: `self` is passed like any other capture."
# ///
import multiprocessing as mp


class Stemmer:
    def __init__(self, endings, stopwords):
        self.endings = endings
        self.stopwords = frozenset(stopwords)

    def strip(self, word):
        for ending, replacement in self.endings:
            if word.endswith(ending):
                return word[: -len(ending)] + replacement
        return word

    def stem_all(self, sentences):
        def stem(sentence):
            kept = [word for word in sentence.lower().split() if word not in self.stopwords]
            return " ".join(self.strip(word) for word in kept)

        with mp.Pool(processes=2) as pool:
            return pool.map(stem, sentences)


if __name__ == "__main__":
    print(Stemmer([("er", ""), ("y", "i")], {"the"}).stem_all(["The quicker fox", "the lazy dog"]))
