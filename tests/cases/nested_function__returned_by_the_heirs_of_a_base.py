# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "tea\n"
# note = "A base sends what a method answers that only its heirs have."
# ///
from multiprocessing import Process


class Base:
    def prepare(self):
        raise NotImplementedError

    def run(self):
        child = Process(target=self.prepare())
        child.start()
        child.join()


class Greeter(Base):
    def __init__(self, word):
        self.word = word

    def prepare(self):
        def work():
            print(self.word, flush=True)

        return work


if __name__ == "__main__":
    Greeter("tea").run()
