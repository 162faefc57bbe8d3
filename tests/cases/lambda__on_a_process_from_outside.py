# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "3\na 6\nb 10\n4\n"
# note = "Lambdas that are set on instances: a process before it starts, in a dict of its own, and the object of a bound method."
# ///
from multiprocessing import Process


class Worker(Process):
    def __init__(self):
        self.handlers = {"a": lambda x: x + 1, "b": lambda x: x * 2}
        super().__init__()

    def run(self):
        print(self.callback(1), flush=True)
        for name in sorted(self.handlers):
            print(name, self.handlers[name](5), flush=True)


class Job:
    def __init__(self, number):
        self.number = number

    def work(self):
        print(self.callback(self.number), flush=True)


def main():
    n = 2
    worker = Worker()
    worker.callback = lambda x: x + n
    worker.start()
    worker.join()
    job = Job(3)
    job.callback = lambda x: x + 1
    child = Process(target=job.work)
    child.start()
    child.join()


if __name__ == "__main__":
    main()
