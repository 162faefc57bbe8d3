# /// case
# expect = "clean"
# stdout = "['a', 'bb'] longest bb\n[1, 3, 6]\n"
# note = "The target and the task are importable; what they nest is made and used in the child."
# ///
import threading
from multiprocessing import Pool, Process


def analyze(words, width):
    def size(word):
        return min(len(word), width)

    result = []
    worker = threading.Thread(target=lambda: result.extend(sorted(words, key=size)))
    worker.start()
    worker.join()
    print(result, "longest", max(result, key=lambda word: size(word)))


def triangle(number):
    step = lambda rest: rest + step(rest - 1) if rest else 0
    return step(number)


def main():
    child = Process(target=analyze, args=(["bb", "a"], 5))
    child.start()
    child.join()
    with Pool(2) as pool:
        print(pool.map(triangle, [1, 2, 3]))


if __name__ == "__main__":
    main()
