# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "{'milk': 1, 'tea': 2}\n3 words\n"
# fork_works = false
# note = "Proxies of a manager may travel with pool tasks: they are captures like any other, the manager itself is not captured."
# ///
from multiprocessing import Manager, Pool


def count_words(texts):
    with Manager() as manager:
        counts = manager.dict()
        guard = manager.Lock()

        def count(text):
            for word in text.split():
                with guard:
                    counts[word] = counts.get(word, 0) + 1
            return len(text.split())

        with Pool(2) as pool:
            total = sum(pool.map(count, texts))
        print(dict(sorted(counts.items())))
    print(total, "words")


if __name__ == "__main__":
    count_words(["tea milk", "tea"])
