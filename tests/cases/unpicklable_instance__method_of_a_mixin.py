# /// case
# expect = "refuse"
# codes = ["MP202"]
# stdout = "put u 0\nlog 0\nput v 0\n"
# note = "The subclass gets another method of the same name from its mixin, although its body is empty: a function would do what the class itself does."
# ///
"""Retrying upload: a logging mixin overrides the target cooperatively."""
import threading
from multiprocessing import Process


class LogMixin:
    def upload(self, start):
        print("log", start, flush=True)
        super().upload(start)


class Uploader:
    def __init__(self, url):
        self.url = url
        self._lock = threading.Lock()

    def upload(self, start):
        print("put", self.url, start, flush=True)

    def begin(self):
        p = Process(target=self.upload, args=(0,))
        p.start()
        p.join()


class LoggedUploader(LogMixin, Uploader):
    """Nothing of its own."""


if __name__ == "__main__":
    Uploader("u").begin()
    LoggedUploader("v").begin()
