# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "2\n3\n"
# fork_works = false
# note = "The nested function runs in the parent, too, where no initializer runs: the tasks get a function of their own."
# ///
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Lock


def main():
    lock = Lock()

    def measure(text):
        with lock:
            return len(text)

    print(measure("ab"))
    with ProcessPoolExecutor(1) as executor:
        print(executor.submit(measure, "abc").result())


if __name__ == "__main__":
    main()
