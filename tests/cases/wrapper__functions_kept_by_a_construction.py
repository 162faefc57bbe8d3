# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "[4, 6]\n"
# fork_works = false
# note = "A class keeps the functions that it is made with, and puts them into the items of a pool."
# ///
import multiprocessing


class Pipeline:
    def __init__(self, stages):
        self.stages = stages

    @classmethod
    def default(cls):
        return cls([lambda x: x + 1, lambda x: x * 2])

    @staticmethod
    def apply(stages, x):
        for stage in stages:
            x = stage(x)
        return x

    def run(self, xs):
        with multiprocessing.Pool(2) as pool:
            return pool.starmap(self.apply, [(self.stages, x) for x in xs])


if __name__ == "__main__":
    print(Pipeline.default().run([1, 2]))
