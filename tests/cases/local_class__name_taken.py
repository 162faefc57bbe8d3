# /// case
# expect = "fix"
# codes = ["MP101", "MP103"]
# stdout = "task a of b\n"
# note = "A module-level `Job` exists: the local one gets another name, and `type(self)(...)` passes on what was captured."
# ///
from multiprocessing import Process


class Job:
    pass


def run(other):
    class Job:
        def __init__(self, name):
            self.name = name

        def again(self):
            return type(self)(self.name)

        def describe(self):
            return f"task {self.name} of {other}"

    def show(job):
        print(job.again().describe() if isinstance(job, Job) else "?")

    child = Process(target=show, args=(Job("a"),))
    child.start()
    child.join()


if __name__ == "__main__":
    run("b")
