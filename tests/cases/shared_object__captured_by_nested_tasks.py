# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[1, 2]\n[3]\n6\n"
# fork_works = false
# require = ['initargs=\(lock, total\)', 'def _init\(lock_, total_\)']
# forbid = ['partial']
# note = "Two nested tasks of one pool capture the same lock and a value: one initializer brings both objects."
# ///
import multiprocessing


def main():
    lock = multiprocessing.Lock()
    total = multiprocessing.Value("i", 0, lock=False)

    def add(number):
        with lock:
            total.value += number
        return number

    def put(number):
        with lock:
            total.value += number
        return number

    with multiprocessing.Pool(2) as pool:
        print(pool.map(add, [1, 2]))
        print(pool.map(put, [3]))
    print(total.value)


if __name__ == "__main__":
    main()
