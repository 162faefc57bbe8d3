# /// case
# expect = "fix"
# safe = false
# codes = ["MP101"]
# mentions = ["`last` is not bound yet where it is passed the first time"]
# note = "The processes are made before the loop binds what they read: an argument is read when it is passed."
# ///
from multiprocessing import Process


def main(names):
    processes = []

    def show_last():
        print(last)

    for name in names:
        processes.append(Process(target=show_last))
        last = name
    for process in processes:
        process.start()
        process.join()


if __name__ == "__main__":
    main(["a", "b"])
