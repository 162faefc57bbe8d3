# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[11, 12]\n[-9, -8]\n[11, 12] in threads\n"
# fork_works = false
# require = ['executor\.map\(lambda number: number - offset, numbers\)', 'executor\.map\((functools\.)?partial\(add, offset\), numbers\)\), "in threads"']
# note = "The variable `executor` is rebound to threads; the nested function is used there too and follows its own fix, the lambda stays."
# ///
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def shift(numbers, offset):
    def add(number):
        return number + offset

    executor = ProcessPoolExecutor(2)
    print(list(executor.map(add, numbers)))
    executor.shutdown()
    executor = ThreadPoolExecutor(2)
    print(list(executor.map(lambda number: number - offset, numbers)))
    print(list(executor.map(add, numbers)), "in threads")
    executor.shutdown()


if __name__ == "__main__":
    shift([1, 2], 10)
