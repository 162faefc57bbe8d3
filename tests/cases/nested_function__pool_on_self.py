# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[['brown', 'fox'], ['dog']]\n"
# fork_works = false
# require = ['self\.pool\.map\((functools\.)?partial\(words, stop\), pages\)']
# note = "The pool is made in `__init__` and used in another method."
# ///
import multiprocessing


class Indexer:
    def __init__(self, workers):
        self.pool = multiprocessing.Pool(workers)

    def index(self, pages, stop):
        def words(page):
            return sorted(set(page.split()) - stop)

        return self.pool.map(words, pages)

    def close(self):
        self.pool.close()
        self.pool.join()


def main():
    indexer = Indexer(2)
    try:
        print(indexer.index(["the brown fox", "the dog"], {"the"}))
    finally:
        indexer.close()


if __name__ == "__main__":
    main()
