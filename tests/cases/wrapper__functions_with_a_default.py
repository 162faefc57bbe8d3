# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "hello you\nwork first\nfirst you\n['you']\n"
# note = "A wrapper, and a constructor, take something else where no function is given."
# ///
from multiprocessing import Process


def run(function, finished=None):
    process = Process(target=function or print)
    process.start()
    process.join()
    if finished is not None:
        finished()


class Job:
    def __init__(self, name, done=None):
        self.name = name
        self.done = done or print

    def work(self):
        print("work", self.name, flush=True)
        self.done(self.name)

    def start(self):
        process = Process(target=self.work)
        process.start()
        process.join()


def main(word):
    seen = []
    run(lambda: print("hello", word, flush=True), finished=lambda: seen.append(word))
    Job("first", lambda name: print(name, word, flush=True)).start()
    print(seen)


if __name__ == "__main__":
    main("you")
