# /// case
# expect = "advice"
# codes = ["MP401"]
# stdout = "[None, None]\n"
# mentions = ["result. in a child process", "`Process.start`"]
# note = "A process of one's own class keeps its result on itself: on its copy in the child."
# ///
from multiprocessing import Process


class Doubler(Process):
    def __init__(self, n):
        super().__init__()
        self.n = n
        self.result = None

    def run(self):
        self.result = self.n * 2


if __name__ == "__main__":
    doublers = [Doubler(n) for n in range(2)]
    for doubler in doublers:
        doubler.start()
    for doubler in doublers:
        doubler.join()
    print([done.result for done in doublers])
