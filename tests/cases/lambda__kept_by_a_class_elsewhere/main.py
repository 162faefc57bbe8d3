# /// case
# expect = "fix"
# codes = ["MP102", "MP102"]
# fork_works = false
# stdout = "[False, True]\n[False, True]\n[5, 10]\n"
# note = "Instances of classes of another file hold lambdas: by their own constructor, by that of a base elsewhere, and since a class of this file gives one to its base."
# ///
import multiprocessing

from filters import Base, Keep


class Named(Keep):
    name = "named"


class Scale(Base):
    def __init__(self, k):
        super().__init__(lambda x: x * k)


def main():
    keep = Keep(2)
    named = Named(2)
    scale = Scale(5)
    with multiprocessing.Pool(2) as pool:
        print(pool.map(keep.work, [1, 2]))
        print(pool.map(named.work, [1, 2]))
        print(pool.map(scale.work, [1, 2]))


if __name__ == "__main__":
    main()
