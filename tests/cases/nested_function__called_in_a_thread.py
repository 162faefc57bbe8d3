# /// case
# expect = "fix"
# codes = ["MP101"]
# safe = false
# stdout = "1\n"
# mentions = ["`level` is rebound after it is passed"]
# note = "The encloser is called in a thread: the variable may change between `Process(...)` and `start()`."
# ///
import multiprocessing
import threading


def report(level):
    def one_round():
        def show():
            print(level, flush=True)

        process = multiprocessing.Process(target=show)
        process.start()
        process.join()

    thread = threading.Thread(target=lambda: one_round())
    thread.start()
    thread.join()
    level += 1
    return level


if __name__ == "__main__":
    report(1)
