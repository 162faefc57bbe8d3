# /// case
# expect = "refuse"
# codes = ["MP202"]
# stdout = "send hello to x\nwould send hello to x\n"
# note = "Something else takes the place of the method: the function would not do what that does."
# ///
"""The method is replaced on the class / on the instance elsewhere."""
import threading
from multiprocessing import Process


class Sender:
    def __init__(self, to):
        self.to = to
        self.lock = threading.Lock()

    def send(self, text):
        print("send", text, "to", self.to, flush=True)

    def start(self, text):
        p = Process(target=self.send, args=(text,))
        p.start()
        p.join()


def dry(self, text):
    print("would send", text, "to", self.to, flush=True)


def main(dry_run):
    if dry_run:
        Sender.send = dry
    Sender("x").start("hello")


if __name__ == "__main__":
    main(False)
    main(True)
