# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "[7, 17]\n8\n18\n"
# unordered = true
# fork_works = false
# require = ['^        for result in pool\.imap_unordered\(']
# note = "`starmap` of a lambda with a star parameter, `imap_unordered` of one with a default; the results come in any order."
# ///
import multiprocessing


def totals(pairs, extra):
    with multiprocessing.Pool(2) as pool:
        print(pool.starmap(lambda *numbers: sum(numbers, extra), pairs))
        for result in pool.imap_unordered(lambda pair, more=1: sum(pair) + extra + more, pairs):
            print(result)


if __name__ == "__main__":
    totals([(1, 2), (6, 7)], extra=4)
