# /// case
# expect = "refuse"
# codes = ["MP202"]
# stdout = "working\n"
# mentions = ["`Worker`", "`log`", "started here", "__getstate__"]
# note = "All attributes of a Process are pickled when it starts."
# ///
from multiprocessing import Process


class Worker(Process):
    def __init__(self, path):
        super().__init__()
        self.log = open(path, "w")

    def run(self):
        print("working")
        self.log.write("worked")


if __name__ == "__main__":
    worker = Worker("/dev/null")
    worker.start()
    worker.join()
