# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[1, 8]\n"
# fork_works = false
# note = "The wrapper is imported in a `try`, with an alternative that is not installed here."
# ///
try:
    from turbo_pools import run_parallel
except ImportError:
    from pools import run_parallel


def main(power):
    def raised(x):
        return x**power

    print(run_parallel(raised, [1, 2]))


if __name__ == "__main__":
    main(3)
