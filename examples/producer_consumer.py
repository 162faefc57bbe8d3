"""Sum a few numbers with a producer and a consumer process."""
import multiprocessing


def fn():
    queue = multiprocessing.Queue()
    result = multiprocessing.Queue()

    def producer():
        for number in range(5):
            queue.put(number)
        queue.put(None)

    def consumer():
        total = 0
        while (number := queue.get()) is not None:
            total += number
        result.put(total)

    p = multiprocessing.Process(target=producer)
    c = multiprocessing.Process(target=consumer)
    p.start()
    c.start()
    print("total", result.get())
    p.join()
    c.join()


if __name__ == "__main__":
    fn()
