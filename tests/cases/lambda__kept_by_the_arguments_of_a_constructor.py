# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "6\n8\n4\n"
# note = "Lambdas are arguments of constructors that keep them: a process class, by position and keyword, and a dataclass."
# ///
from dataclasses import dataclass
from multiprocessing import Process


class Worker(Process):
    def __init__(self, callback):
        super().__init__()
        self.callback = callback

    def run(self):
        print(self.callback(2), flush=True)


@dataclass
class Job:
    function: object
    number: int = 0

    def work(self):
        print(self.function(self.number), flush=True)


def main():
    n = 4
    first = Worker(lambda x: x + n)
    first.start()
    first.join()
    second = Worker(callback=lambda x: x * n)
    second.start()
    second.join()
    job = Job(function=lambda x: x + 1, number=3)
    child = Process(target=job.work)
    child.start()
    child.join()


if __name__ == "__main__":
    main()
