# /// case
# expect = "refuse"
# codes = ["MP202"]
# stdout = "put u abcd\nput u ef\n"
# note = "A default names what only the class body knows."
# ///
"""Retrying upload: the mixin's method runs in a process; a logging mixin overrides it cooperatively."""
import threading
from multiprocessing import Process


class Uploader:
    CHUNK = 4

    def __init__(self, url, data):
        self.url = url
        self.data = data
        self._lock = threading.Lock()

    def upload(self, start, size=CHUNK):
        print("put", self.url, self.data[start:start + size], flush=True)

    def upload_all(self):
        for start in range(0, len(self.data), self.CHUNK):
            p = Process(target=self.upload, args=(start,))
            p.start()
            p.join()


if __name__ == "__main__":
    Uploader("u", "abcdef").upload_all()
