# /// case
# expect = "refuse"
# codes = ["MP202"]
# stdout = "real mail to a\nfake mail\n"
# note = "A mock takes the place of the method for a while."
# ///
import threading
from multiprocessing import Process
from unittest import mock


class Mailer:
    def __init__(self, to):
        self.to = to
        self.lock = threading.Lock()

    def deliver(self):
        print("real mail to", self.to, flush=True)

    def deliver_later(self):
        p = Process(target=self.deliver)
        p.start()
        p.join()


def fake(self=None):
    print("fake mail", flush=True)


if __name__ == "__main__":
    Mailer("a").deliver_later()
    with mock.patch.object(Mailer, "deliver", fake):
        Mailer("b").deliver_later()
