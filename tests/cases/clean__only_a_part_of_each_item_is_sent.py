# /// case
# expect = "clean"
# stdout = "work first\nwork second\n['first', 'second', 0]\n"
# note = "A wrapper sends one part of each item; what it calls itself, and what runs in threads, stays in the parent."
# ///
import threading
from multiprocessing import Process


def run_all(jobs):
    for name, job, done in jobs:
        process = Process(target=job, args=(name,))
        process.start()
        process.join()
        done(name)


def in_threads(jobs):
    for number, job in enumerate(jobs):
        thread = threading.Thread(target=job, args=(number,))
        thread.start()
        thread.join()


def work(name):
    print("work", name, flush=True)


def main():
    finished = []
    run_all([("first", work, finished.append), ("second", work, lambda name: finished.append(name))])
    in_threads([lambda number: finished.append(number)])
    print(finished)


if __name__ == "__main__":
    main()
