# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "job 1 of alpha\njob 2 of alpha\n"
# note = "Instances of a local class, whose method another module starts in a process."
# ///
from launcher import start


def main(project):
    class Job:
        def __init__(self, number):
            self.number = number

        def run(self):
            print("job", self.number, "of", project, flush=True)

    for number in (1, 2):
        start(Job(number))


if __name__ == "__main__":
    main("alpha")
