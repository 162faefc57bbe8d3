# /// case
# expect = "fix"
# codes = ["MP101", "MP102"]
# stdout = "hello you\nbye you\n"
# note = "A method adds functions to a container of the instance, and another one sends them."
# ///
from multiprocessing import Process


class Scheduler:
    def __init__(self):
        self.jobs = []
        self.handlers = {}

    def add(self, function, *arguments):
        self.jobs.append((function, arguments))

    def on(self, event, handler):
        self.handlers[event] = handler

    def run(self):
        for function, arguments in self.jobs:
            process = Process(target=function, args=arguments)
            process.start()
            process.join()

    def handle(self, event):
        process = Process(target=self.handlers[event])
        process.start()
        process.join()


def main(name):
    def greet(word):
        print(word, name, flush=True)

    scheduler = Scheduler()
    scheduler.add(greet, "hello")
    scheduler.on("end", lambda: print("bye", name, flush=True))
    scheduler.run()
    scheduler.handle("end")


if __name__ == "__main__":
    main("you")
