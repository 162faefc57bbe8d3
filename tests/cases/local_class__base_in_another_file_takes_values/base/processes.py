from multiprocessing import Process


class Base(Process):
    def run(self):
        self.work()


class Worker(Base):
    def run(self):
        print("start", flush=True)
        super().run()


class Ticker(Base):
    def __init__(self, count):
        super().__init__()
        self._n = count

    @property
    def count(self):
        return self._n
