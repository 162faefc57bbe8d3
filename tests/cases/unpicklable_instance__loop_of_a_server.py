# /// case
# expect = "refuse"
# codes = ["MP202"]
# stdout = "served 3\n"
# note = "As asked in public threads: `Process(target=self.loop)` where a lock of `threading` is on `self`."
# ///
import multiprocessing
import threading


class Server:
    def __init__(self, count):
        self.count = count
        self.lock = threading.Lock()
        self.served = 0

    def loop(self):
        for _ in range(self.count):
            with self.lock:
                self.served += 1
        print("served", self.served, flush=True)

    def start(self):
        self.process = multiprocessing.Process(target=self.loop)
        self.process.start()

    def stop(self):
        self.process.join()


if __name__ == "__main__":
    server = Server(3)
    server.start()
    server.stop()
