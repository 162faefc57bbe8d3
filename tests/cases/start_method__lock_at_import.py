# /// case
# expect = "refuse"
# codes = ["MP303"]
# stdout = "one\n"
# fork_works = false
# mentions = ["fixes the start method"]
# note = "The lock is created when the module is imported: the guard is too late, and above the lock is outside of the guard."
# ///
import multiprocessing

LOCK = multiprocessing.Lock()


def say(lock, word):
    with lock:
        print(word)


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    child = multiprocessing.Process(target=say, args=(LOCK, "one"))
    child.start()
    child.join()
