"""Sum the numbers that another process makes."""

import multiprocessing


def fn():
    numbers = multiprocessing.Queue()

    def producer():
        for number in range(5):
            numbers.put(number)
        numbers.put(None)

    process = multiprocessing.Process(target=producer)
    process.start()
    print("total", sum(iter(numbers.get, None)))
    process.join()


if __name__ == "__main__":
    fn()
