# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "#\n#\n# a b\n# a b c\n# none\n# a\n# b\n# a b d\n"
# note = "`args` as an empty tuple or list, a sum, an `or`, a conditional, a call and a generator: a star in front of some of them needs parentheses."
# ///
import multiprocessing


def print_all(mark, pair, extra):
    def show(*words):
        print(mark, *words)

    for child in (
        multiprocessing.Process(target=show, args=()),
        multiprocessing.Process(target=show, args=[]),
        multiprocessing.Process(target=show, args=tuple(pair)),
        multiprocessing.Process(target=show, args=pair + ["c"]),
        multiprocessing.Process(target=show, args=extra or ("none",)),
        multiprocessing.Process(target=show, args=pair[:1] if pair else extra),
        multiprocessing.Process(target=show, args=(word for word in pair[1:])),
        multiprocessing.Process(target=show, args=(*pair, *extra, "d")),
    ):
        child.start()
        child.join()


if __name__ == "__main__":
    print_all("#", ["a", "b"], [])
