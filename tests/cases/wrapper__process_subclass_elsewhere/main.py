# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "scaled 6\n"
# fork_works = true
# note = "A subclass of `Process` in another module hands its argument to the constructor of `Process`."
# ///
from task import Task


def main():
    factor = 3

    def scale(number):
        print("scaled", number * factor)

    task = Task(scale, 2)
    task.start()
    task.join()


if __name__ == "__main__":
   main()
