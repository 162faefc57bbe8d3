# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "[2, 3]\n[2, 3]\n"
# fork_works = false
# require = ['^    step = staticmethod\(_step\)$']
# note = "`staticmethod` answers the lambda where it is read, from the class and from an instance."
# ///
from multiprocessing import Pool


class Counter:
    step = staticmethod(lambda x: x + 1)


if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(Counter.step, [1, 2]))
        print(pool.map(Counter().step, [1, 2]))
