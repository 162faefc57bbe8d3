# /// case
# expect = "fix"
# codes = ["MP202"]
# safe = false
# note = "A return before the read keeps the child from it, and the parent reads the attribute in any case."
# ///
"""A mirror that copies to another host, if there is one; otherwise the child has nothing to do."""
import threading
from multiprocessing import Process


class Mirror:
    def __init__(self, source, remote=None):
        self.source = source
        self.enabled = remote is not None
        if remote is not None:
            self.remote = remote
        self.lock = threading.Lock()

    def copy(self):
        if not self.enabled:
            return
        print("copy", self.source, "to", self.remote, flush=True)

    def start(self):
        process = Process(target=self.copy)
        process.start()
        process.join()


if __name__ == "__main__":
    Mirror("a").start()
    Mirror("b", "host").start()
