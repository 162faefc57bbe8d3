# /// case
# expect = "fix"
# codes = ["MP202"]
# stdout = "worker 0\nworker 1\n"
# note = "The second start pickles the instance, and with it the process that runs already: pass what is read."
# ///
from multiprocessing import Process


class Cluster:
    def __init__(self, name):
        self.name = name
        self.workers = []

    def work(self, number):
        print(self.name, number)

    def start(self, count):
        for number in range(count):
            worker = Process(target=self.work, args=(number,))
            worker.start()
            self.workers.append(worker)
            worker.join()


if __name__ == "__main__":
    Cluster("worker").start(2)
