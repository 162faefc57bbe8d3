# /// case
# expect = "refuse"
# codes = ["MP102"]
mentions = ["`q`", "queue.Queue"]
# stdout = "hello\n"
# note = "As asked in public threads, and in the documentation's own example of a remote manager: `register` gets a lambda that answers a queue."
# ///
import queue
from multiprocessing.managers import BaseManager


class QueueManager(BaseManager):
    pass


def main():
    q = queue.Queue()
    QueueManager.register("get_queue", callable=lambda: q)
    manager = QueueManager(address=("127.0.0.1", 0), authkey=b"abc")
    manager.start()
    manager.get_queue().put("hello")
    print(manager.get_queue().get())
    manager.shutdown()


if __name__ == "__main__":
    main()
