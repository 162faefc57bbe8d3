# /// case
# expect = "refuse"
# codes = ["MP101"]
# stdout = "[8, 12]\n"
# fork_works = false
# mentions = ["eval"]
# note = "`eval` without a namespace reads whatever is around it, by names that stand in a string."
# ///
import multiprocessing


def compute(expression, values, factor):
    def apply(x):
        return eval(expression) * factor

    with multiprocessing.Pool(2) as pool:
        return pool.map(apply, values)


if __name__ == "__main__":
    print(compute("x + 1", [3, 5], 2))
