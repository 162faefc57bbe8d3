# /// case
# expect = "clean"
# stdout = "['a', 'b']\n"
# note = "A callback runs in the parent: the instance never crosses."
# ///
from multiprocessing import Pool


def names(count):
    class Names:
        def __init__(self):
            self.seen = []

        def add(self, result):
            self.seen.append(result)

        def __iter__(self):
            return iter("ab"[:count])

    kept = Names()
    with Pool(1) as pool:
        for name in kept:
            pool.apply_async(str, (name,), callback=kept.add).get()
    return kept.seen


if __name__ == "__main__":
    print(names(2))
