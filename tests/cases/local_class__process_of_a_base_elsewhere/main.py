# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "start worker 3\n"
# note = "A local process class inherits from a process class of another module."
# ///
from base import NamedProcess


def main():
    class Worker(NamedProcess):
        def __init__(self, number):
            super().__init__("worker")
            self.number = number

        def work(self):
            print(self.title, self.number, flush=True)

    worker = Worker(3)
    worker.start()
    worker.join()


if __name__ == "__main__":
    main()
