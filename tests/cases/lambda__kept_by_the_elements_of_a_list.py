# /// case
# expect = "fix"
# codes = ["MP102", "MP102", "MP102", "MP102", "MP102"]
# stdout = "[10, 6]\n[4, 5]\n3\n3\n"
# unordered = true
# fork_works = false
# note = "Lambdas are given to the elements of a list, which are sent or started one by one."
# ///
from dataclasses import dataclass
from multiprocessing import Pool, Process
from typing import Callable, Optional


@dataclass
class Step:
    name: str
    run: Callable[[int], int]
    after: Optional[Callable[[int], int]] = None


class Worker(Process):
    def __init__(self, number, callback=None):
        super().__init__()
        self.number = number
        self.callback = callback

    def run(self):
        print(self.callback(self.number), flush=True)


STEPS = [
    Step("double", lambda x: x * 2),
    Step("increase", run=lambda x: x + 2, after=lambda x: x - 1),
]


def execute(step, value):
    result = step.run(value)
    return step.after(result) if step.after else result


def main():
    n = 2
    steps = [Step("shift", lambda x: x + n)]
    with Pool(2) as pool:
        print([pool.apply(execute, (step, 5)) for step in STEPS])
        for step in steps:
            print(pool.map(Executed(step), [2, 3]))
    workers = [Worker(1, callback=lambda number: number + n) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


class Executed:
    def __init__(self, step):
        self.step = step

    def __call__(self, value):
        return execute(self.step, value)


if __name__ == "__main__":
    main()
