# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "{'a': [1]}\n[2, 3]\n"
# note = "The factory of a defaultdict in an attribute, and the function of a `map` that is sent itself."
# ///
from collections import defaultdict
from multiprocessing import Process


class Index:
    def __init__(self):
        self.words = defaultdict(lambda: [])

    def add(self, word, page):
        self.words[word].append(page)

    def dump(self):
        print(dict(self.words))


def show(items):
    print(list(items))


def main():
    index = Index()
    index.add("a", 1)
    child = Process(target=index.dump)
    child.start()
    child.join()
    child = Process(target=show, args=(map(lambda n: n + 1, [1, 2]),))
    child.start()
    child.join()


if __name__ == "__main__":
    main()
