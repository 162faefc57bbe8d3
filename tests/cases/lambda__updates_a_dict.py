# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "{}\n"
# mentions = ["results"]
# note = "As asked in public threads: a lambda updates a dict that the parent then reads. It runs now, and the finding says that the parent never sees the change."
# ///
from multiprocessing import Process


def main():
    results = {}
    workers = [Process(target=lambda key: results.update({key: key * 2}), args=(key,)) for key in "ab"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(results)


if __name__ == "__main__":
    main()
