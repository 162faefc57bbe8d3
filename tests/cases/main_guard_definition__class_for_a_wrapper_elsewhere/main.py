# /// case
# expect = "fix"
# codes = ["MP104"]
# stdout = "task 1\n"
# note = "A class under the guard, an instance of which a wrapper of another module starts."
# ///
import launcher

if __name__ == "__main__":

    class Task:
        def __init__(self, number):
            self.number = number

        def __call__(self):
            print("task", self.number, flush=True)

    launcher.start(Task(1))
