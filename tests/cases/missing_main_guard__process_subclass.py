# /// case
# expect = "fix"
# codes = ["MP301"]
# stdout = "tick 1\ntick 2\n"
# require = ['^if __name__ == "__main__":\n    for clock in clocks:$|^    clocks = \[']
# note = "Instances of a subclass are started in a loop of the module."
# ///
from multiprocessing import Process


class Clock(Process):
    def __init__(self, number):
        super().__init__()
        self.number = number

    def run(self):
        print("tick", self.number, flush=True)


clocks = [Clock(1), Clock(2)]
for clock in clocks:
    clock.start()
    clock.join()
