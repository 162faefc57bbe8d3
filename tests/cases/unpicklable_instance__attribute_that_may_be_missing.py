# /// case
# expect = "fix"
# codes = ["MP202"]
# safe = false
# note = "Only the child would have found that the attribute is not there, and only where it is asked for."
# ///
"""An attribute that only exists in one mode and is read only in that mode."""
import threading
from multiprocessing import Process


class Sync:
    def __init__(self, source, remote=None):
        self.source = source
        self.lock = threading.Lock()
        self.secure = remote is not None
        if remote:
            self.remote = remote

    def copy(self):
        if self.secure:
            print("copy", self.source, "to", self.remote, flush=True)
        else:
            print("copy", self.source, flush=True)

    def run(self):
        p = Process(target=self.copy)
        p.start()
        p.join()


if __name__ == "__main__":
    Sync("a").run()
    Sync("b", "host").run()
