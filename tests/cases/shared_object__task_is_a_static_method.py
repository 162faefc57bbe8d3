# /// case
# expect = "fix"
# codes = ["MP203"]
# stdout = "[3, 5]\n7\n"
# fork_works = false
# note = "A static method stays as it is; the tasks get a function behind the class."
# ///
"""Tasks that are a static method, which the parent calls as well."""
from multiprocessing import Lock, Pool


class Tool:
    @staticmethod
    def cut(lock, length, by=(1, 1)):
        with lock:
            return length - sum(by)


def main():
    lock = Lock()
    with Pool(1) as pool:
        print(pool.starmap(Tool.cut, [(lock, 5), (lock, 7)]))
    print(Tool.cut(lock, 9))


if __name__ == "__main__":
    main()
