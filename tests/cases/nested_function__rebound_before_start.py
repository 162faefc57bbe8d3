# /// case
# expect = "fix"
# safe = false
# codes = ["MP101"]
# stdout = "report: draft\nsent final\n"
# fork_works = false
# mentions = ["title"]
# note = "No loop: `title` is assigned again between `Process(...)` and `start()`. An argument is read at the first, the closure at the second."
# ///
from multiprocessing import Process


def report():
    title = "draft"

    def show():
        print("report:", title)

    child = Process(target=show)
    title = "final"
    child.start()
    child.join()
    print("sent", title)


if __name__ == "__main__":
    report()
