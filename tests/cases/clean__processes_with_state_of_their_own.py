# /// case
# expect = "clean"
# codes = []
# stdout = "stopped False\n"
# note = "A process that keeps what it needs for itself: the parent reads only what it has set."
# ///
import multiprocessing


class Loop(multiprocessing.Process):
    def __init__(self):
        super().__init__()
        self.running = True
        self.handled = 0

    def run(self):
        while self.running:
            self.handled += 1
            if self.handled > 3:
                self.running = False

    def stop(self):
        self.running = False
        self.join()
        return self.running


if __name__ == "__main__":
    loop = Loop()
    loop.start()
    print("stopped", loop.stop())
