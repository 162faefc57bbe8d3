# /// case
# expect = "clean"
# stdout = "pong\nsaved by a thread\n"
# note = "Who keeps a function and never sends itself needs none that pickle finds: `ping` starts nothing, and what `Forked` does is no matter of `Threaded`."
# ///
import multiprocessing
import threading


class Supervisor:
    def __init__(self, target):
        self.target = target

    def start(self):
        process = multiprocessing.Process(target=self.loop)
        process.start()
        process.join()

    def loop(self):
        self.target()

    def ping(self):
        print("pong")


class Writer:
    def __init__(self, save):
        self.save = save

    def work(self):
        self.save()


class Forked(Writer):
    def write(self):
        process = multiprocessing.Process(target=self.work)
        process.start()
        process.join()


class Threaded(Writer):
    def write(self):
        thread = threading.Thread(target=self.work)
        thread.start()
        thread.join()


if __name__ == "__main__":
    Supervisor(lambda: None).ping()
    Threaded(lambda: print("saved by a thread")).write()
