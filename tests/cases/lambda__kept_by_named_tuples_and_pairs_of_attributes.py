# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "task\ntea\njob\nteatea\n"
# note = "A named tuple keeps what it is made with, and so do attributes that are assigned together."
# ///
from collections import namedtuple
from multiprocessing import Process

Task = namedtuple("Task", ["name", "run"])


class Job:
    def __init__(self, name, run):
        self.name, self.run = name, run


def execute(job):
    print(job.name, flush=True)
    job.run()


def main(word):
    for job in (Task("task", run=lambda: print(word, flush=True)), Job("job", lambda: print(2 * word, flush=True))):
        child = Process(target=execute, args=(job,))
        child.start()
        child.join()


if __name__ == "__main__":
    main("tea")
