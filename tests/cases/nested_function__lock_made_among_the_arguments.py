# /// case
# expect = "refuse"
# codes = ["MP101"]
# mentions = ["only the arguments of the process hold the Lock"]
# stdout = "one\n"
# note = "the only reference to the lock is the args tuple: dropped by start(), so the child can't open it (Lifetime)"
# ///
from multiprocessing import Lock, Process


def run(word):
    def say(lock, text):
        with lock:
            print(text)

    child = Process(target=say, args=(Lock(), word))
    child.start()
    child.join()


if __name__ == "__main__":
    run("one")
