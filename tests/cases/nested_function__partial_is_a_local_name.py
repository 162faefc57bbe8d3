# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "partial: [10]\n[10, 20, 30]\n"
# fork_works = false
# note = "The encloser has a variable `partial`: there, the imported name would be the wrong one."
# ///
from multiprocessing import Pool


def scale_all(numbers, factor, limit):
    def scale(number):
        return number * factor

    partial = []
    with Pool(2) as pool:
        for result in pool.imap(scale, numbers):
            partial.append(result)
            if len(partial) == limit:
                print("partial:", partial)
    return partial


if __name__ == "__main__":
    print(scale_all([1, 2, 3], 10, limit=1))
