# /// case
# expect = "clean"
# stdout = "[-9, -2, -1]\n[4, 3]\n[(2, 2), (3, 0)]\n9\n"
# note = "Lambdas and nested functions around the calls: they make the items, sort and reduce the results, all in the parent."
# ///
import multiprocessing
import operator
from concurrent.futures import ProcessPoolExecutor
from functools import reduce


def main(words, low):
    def wanted(word):
        return len(word) >= low

    def sizes():
        for word in words:
            yield len(word)

    with multiprocessing.Pool(2) as pool:
        print(sorted(pool.map(operator.neg, [1, 2, 9]), key=lambda number: number % 9))
        print(pool.map(len, filter(wanted, words)))
        print(pool.starmap(divmod, ((size + 6, size) for size in map(lambda word: len(word), words) if size > 2)))
    with ProcessPoolExecutor(2) as executor:
        print(reduce(lambda total, number: total + number, executor.map(max, sizes(), [2, 1, 4])))


if __name__ == "__main__":
    main(["milk", "a", "tea"], low=3)
