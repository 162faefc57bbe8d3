# /// case
# expect = "fix"
# codes = ["MP203"]
# stdout = "[1, 4, 9]\n14\n"
# fork_works = false
# require = ['initializer=_init', 'initargs=\(total, lock\)']
# note = "A value and a lock, by position and by name; the executor spans several lines."
# ///
import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def add_square(total, number, *, guard):
    with guard:
        total.value += number * number
    return number * number


def main():
    total = multiprocessing.Value("i", 0)
    lock = multiprocessing.Lock()
    with ProcessPoolExecutor(
        max_workers=2,
    ) as executor:
        futures = [executor.submit(add_square, total, number, guard=lock) for number in (1, 2, 3)]
        print([future.result() for future in futures])
    print(total.value)


if __name__ == "__main__":
    main()
