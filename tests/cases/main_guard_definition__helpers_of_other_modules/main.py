# /// case
# expect = "fix"
# codes = ["MP104"]
# stdout = "[20, 30]\n"
# note = "Functions under the guard that use helpers of a package, one of them imported under the guard."
# ///
from helpers.pools import run_parallel

if __name__ == "__main__":
    from helpers import scale

    factor = 10

    def enlarge(x):
        return scale.by(factor, x)

    def work(x):
        return enlarge(x + 1)

    print(run_parallel(work, [1, 2]))
