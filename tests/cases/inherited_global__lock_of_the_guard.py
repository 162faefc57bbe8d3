# /// case
# expect = "fix"
# codes = ["MP302"]
# stdout = "[1, 2, 3]\n3\n"
# require = ['initargs=\(lock, done\)']
# note = "A lock and a counter made under the guard reach the workers through the initializer."
# ///
from multiprocessing import Lock, Pool, Value


def work(number):
    with lock:
        done.value += 1
    return number


if __name__ == "__main__":
    lock = Lock()
    done = Value("i", 0)
    with Pool(2) as pool:
        print(pool.map(work, [1, 2, 3]))
    print(done.value)
