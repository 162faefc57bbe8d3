# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[(5, [0, 1]), (5, [0, 1, 2])]\n"
# fork_works = false
# require = ['^def numbered\(limit, items\):$']
# note = "The captured `limit` is also the name of a comprehension's variable and of an inner parameter; `row` is bound in a comprehension only."
# ///
from multiprocessing import Pool


def number_all(rows, limit):
    def numbered(items):
        order = sorted(range(len(items)), key=lambda limit: limit)
        return limit, [limit for limit in order if limit < len(items)]

    with Pool(2) as pool:
        return pool.map(numbered, [row for row in rows])


if __name__ == "__main__":
    print(number_all(["ab", "abc"], limit=5))
