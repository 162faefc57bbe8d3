# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "ann\n"
# note = "The object around holds a lock and the process itself; the class only needs the name."
# ///
import threading
from multiprocessing import Process


class Team:
    def __init__(self, name):
        self.name = name
        self.lock = threading.Lock()

    def greet(self):
        class Greeter(Process):
            def run(process):
                print(self.name)

        self.greeter = Greeter()
        self.greeter.start()
        self.greeter.join()


if __name__ == "__main__":
    Team("ann").greet()
