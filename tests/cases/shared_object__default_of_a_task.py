# /// case
# expect = "refuse"
# codes = ["MP203"]
# stdout = "3\n4\n"
# fork_works = false
# mentions = ["also called here", "write a function of its own for the tasks"]
# note = "The parent calls the function, too, and what a function for the tasks would have to repeat as a default is made by a call."
# ///
from multiprocessing import Lock, Pool


def longest():
    return 10


def measure(lock, text, most=longest()):
    with lock:
        return min(len(text), most)


def main():
    lock = Lock()
    print(measure(lock, "abc"))
    with Pool(1) as pool:
        print(pool.apply(measure, (lock, "abcd")))


if __name__ == "__main__":
    main()
