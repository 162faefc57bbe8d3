# /// case
# expect = "fix"
# codes = ["MP202"]
# require = ['def _report\(size, /, \*\*options\):']
# stdout = "1 [('name', 'z'), ('size', 3)]\n"
# note = "The parameter for the attribute has the name of a keyword that the call gives for `**options`."
# ///
import threading
from multiprocessing import Process


class Job:
    def __init__(self, size):
        self.size = size
        self.lock = threading.Lock()

    def report(self, **options):
        print(self.size, sorted(options.items()), flush=True)

    def start(self):
        process = Process(target=self.report, kwargs={"size": 3, "name": "z"})
        process.start()
        process.join()


if __name__ == "__main__":
    Job(1).start()
