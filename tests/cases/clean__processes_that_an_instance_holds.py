# /// case
# expect = "clean"
# stdout = "a 0\nb\nc 0\nc 1\n"
# note = "A process that was not started yet travels with the instance; one that was closed does, too."
# ///
from multiprocessing import Process


class One:
    def __init__(self):
        self.process = Process(target=self.work, args=("a", 0))

    def work(self, *words):
        print(*words)

    def start(self):
        self.process.start()
        self.process.join()
        self.process.close()
        self.process = Process(target=self.work, args=("b",))
        self.process.start()
        self.process.join()


class Each:
    def work(self, number):
        print("c", number)

    def start(self):
        for number in range(2):
            self.workers = []
            worker = Process(target=self.work, args=(number,))
            worker.start()
            worker.join()
            self.workers.append(worker)


if __name__ == "__main__":
    One().start()
    Each().start()
