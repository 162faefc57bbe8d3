# /// case
# expect = "refuse"
# codes = ["MP203"]
# stdout = "3\n4\n"
# fork_works = false
# mentions = ["also called here"]
# note = "The parent calls the function, too, and no initializer runs there."
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
