# /// case
# expect = "clean"
# stdout = "ran\njob 1\n"
# note = "The process has started, and what is set on it then stays in the parent; a thread pickles nothing."
# ///
from multiprocessing import Process
from threading import Thread


def work():
    pass


def main(n):
    def describe():
        return f"job {n}"

    thread = Thread(target=work)
    thread.describe = lambda: print("ran", flush=True)
    thread.start()
    thread.describe()
    child = Process(target=work)
    child.start()
    child.describe = describe
    child.join()
    print(child.describe())


if __name__ == "__main__":
    main(1)
