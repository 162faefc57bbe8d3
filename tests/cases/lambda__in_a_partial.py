# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "['4 kg', '6 kg']\n"
# fork_works = false
# forbid = ['lambda', '^import functools$']
# note = "The program wraps the lambda in a partial itself: what is captured goes in front of what is given there."
# ///
import multiprocessing
from functools import partial


def label(weights, scale):
    with multiprocessing.Pool(2) as pool:
        return pool.map(partial(lambda unit, weight: f"{weight * scale} {unit}", "kg"), weights)


if __name__ == "__main__":
    print(label([2, 3], scale=2))
