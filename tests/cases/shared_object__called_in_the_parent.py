# /// case
# expect = "fix"
# codes = ["MP203"]
# stdout = "3\n4\n"
# fork_works = false
# note = "The parent calls the function, too, and no initializer runs there: the tasks get a function of their own."
# ///
from multiprocessing import Lock, Pool


def measure(lock, text):
    with lock:
        return len(text)


def main():
    lock = Lock()
    print(measure(lock, "abc"))
    with Pool(1) as pool:
        print(pool.apply(measure, (lock, "abcd")))


if __name__ == "__main__":
    main()
