# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[2, 3]\n"
# fork_works = false
# note = "A call of an instance calls its `__call__`, which is a wrapper."
# ///
from concurrent.futures import ProcessPoolExecutor


class Offload:
    def __init__(self, workers):
        self.workers = workers

    def __call__(self, function, *args):
        with ProcessPoolExecutor(self.workers) as executor:
            return executor.submit(function, *args).result()


def main(step):
    def add(number):
        return number + step

    offload = Offload(1)
    print([offload(add, number) for number in (1, 2)])


if __name__ == "__main__":
    main(1)
