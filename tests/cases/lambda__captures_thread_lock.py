# /// case
# expect = "refuse"
# codes = ["MP102"]
# stdout = "[4, 5]\n"
# fork_works = false
# mentions = ["guard"]
# note = "A thread lock, captured by the default value of a parameter of the task."
# ///
from concurrent.futures import ProcessPoolExecutor
from threading import RLock


def add_all(numbers, step):
    guard = RLock()
    with ProcessPoolExecutor(2) as executor:
        return list(executor.map(lambda number, lock=guard: number + step, numbers))


if __name__ == "__main__":
    print(add_all([1, 2], 3))
