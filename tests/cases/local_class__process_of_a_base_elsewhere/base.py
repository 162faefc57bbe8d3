import multiprocessing


class NamedProcess(multiprocessing.Process):
    def __init__(self, title):
        super().__init__()
        self.title = title

    def run(self):
        print("start", end=" ")
        self.work()
