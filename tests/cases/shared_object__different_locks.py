# /// case
# expect = "refuse"
# codes = ["MP203"]
# stdout = "a\nb\n"
# fork_works = false
# mentions = ["is not always given"]
# note = "Two tasks have two locks for one parameter."
# ///
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Lock


def write(lock, text):
    with lock:
        return text


def main():
    first = Lock()
    second = Lock()
    with ProcessPoolExecutor(1) as executor:
        print(executor.submit(write, first, "a").result())
        print(executor.submit(write, second, "b").result())


if __name__ == "__main__":
    main()
