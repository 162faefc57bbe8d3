# /// case
# expect = "fix"
# codes = ["MP302"]
# stdout = "True\n"
# note = "An event of the module that a process class waits for: it belongs on the instance."
# ///
from multiprocessing import Event, Process

stop = Event()


class Waiter(Process):
    def run(self):
        print(stop.wait(2), flush=True)


if __name__ == "__main__":
    waiter = Waiter()
    waiter.start()
    stop.set()
    waiter.join()
