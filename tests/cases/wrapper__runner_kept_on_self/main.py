# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "[2, 3]\n"
# fork_works = false
# note = "An instance of another module's class, kept on `self`, sends what it is given."
# ///
import runners


class Report:
    def __init__(self):
        self.runner = runners.Runner(workers=2)

    def build(self, rows):
        return self.runner.run_all(lambda row: row + 1, rows)


if __name__ == "__main__":
    print(Report().build([1, 2]))
