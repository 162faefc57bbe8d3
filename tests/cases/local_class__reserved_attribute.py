# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "worker job\n"
# forbid = ['self\._name\b']
# note = "`Process` keeps its own name in `_name`: the captured `name` needs another attribute."
# ///
from multiprocessing import Process


def work(name):
    class Worker(Process):
        def run(self):
            print("worker", name)

    worker = Worker()
    worker.start()
    worker.join()


if __name__ == "__main__":
    work("job")
