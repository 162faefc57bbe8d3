# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "(1.0, 7)\n(2.0, 9)\n"
# fork_works = false
# require = ['submit\(minimize, (functools\.)?partial\(loss, offset\), start, step=1\.0\)']
# note = "A module-level optimizer is submitted with a nested function as its argument, and with a keyword."
# ///
from concurrent.futures import ProcessPoolExecutor


def minimize(function, start, step):
    best = min((function(start + turn * step), start + turn * step) for turn in range(5))
    return best[1], best[0]


def fit(offsets, start):
    with ProcessPoolExecutor(max_workers=2) as executor:
        for offset in offsets:

            def loss(x):
                return int((x - offset) ** 2 + 5 + offset * 2)

            print(executor.submit(minimize, loss, start, step=1.0).result())


if __name__ == "__main__":
    fit([1, 2], -1.0)
