# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[]\n"
# mentions = ["never sees it", "MP401"]
# note = "A nested function that is moved changes a captured list. The fix keeps what the program does, and the report says what that is."
# ///
import multiprocessing


def collect(names):
    found = []

    def search(name):
        found.append(name.upper())

    workers = [multiprocessing.Process(target=search, args=(name,)) for name in names]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return found


if __name__ == "__main__":
    print(collect(["a", "b"]))
