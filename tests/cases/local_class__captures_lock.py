# /// case
# expect = "refuse"
# codes = ["MP103"]
# stdout = "alone\n"
# mentions = ['lock', 'threading']
# note = "The instance would have to carry a lock of `threading`."
# ///
import threading
from multiprocessing import Process


def main():
    lock = threading.Lock()

    class Worker(Process):
        def run(self):
            with lock:
                print("alone")

    worker = Worker()
    worker.start()
    worker.join()


if __name__ == "__main__":
    main()
