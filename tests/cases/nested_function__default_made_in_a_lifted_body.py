# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[23, 24]\n47\n"
# fork_works = false
# note = "Two functions, one in the other, move along since they hide names that the lifted one needs; the default of the inner one is saved in the outer one, at its new indent."
# ///
from multiprocessing import Pool


def run(xs, n, m):
    def helper(y):
        return y + n * m

    def describe(x):
        m = 1

        def scale(y, n, by=x):
            return helper(y) * by + n

        x = 5
        return scale(3, m)

    with Pool(2) as pool:
        print(pool.map(helper, xs))
    print(describe(2))


if __name__ == "__main__":
    run([3, 4], 10, 2)
