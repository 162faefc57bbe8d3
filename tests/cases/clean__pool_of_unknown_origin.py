# /// case
# expect = "clean"
# stdout = "[2, 4]\n[2, 3]\ncalled 5\n"
# note = "A parameter `pool` or `executor` without annotation may be anything; here they are threads and a pool of the program's own."
# ///
from concurrent.futures import ThreadPoolExecutor


class SerialPool:
    def map(self, function, items):
        return [function(item) for item in items]

    def apply_async(self, function, args=()):
        return function(*args)


def double_all(pool, numbers, factor=2):
    def double(number):
        return number * factor

    return list(pool.map(double, numbers))


class Service:
    def __init__(self, executor):
        self.executor = executor

    def increase(self, numbers, by):
        return list(self.executor.map(lambda number: number + by, numbers))


def main(queue):
    print(double_all(SerialPool(), [1, 2]))
    with ThreadPoolExecutor(2) as executor:
        print(Service(executor).increase([1, 2], by=1))
    queue.apply_async(lambda number: print("called", number), (5,))


if __name__ == "__main__":
    main(SerialPool())
