# /// case
# expect = "refuse"
# codes = ["MP101"]
# stdout = "Task 7\n"
# mentions = ["__class__"]
# note = "`__class__` is a cell that only functions within a class body have; it is no variable that could be passed by that name."
# ///
from multiprocessing import Process


class Task:
    def __init__(self, number):
        self.number = number

    def run(self):
        def show(number):
            print(__class__.__name__, number)

        child = Process(target=show, args=(self.number,))
        child.start()
        child.join()


class Urgent(Task):
    pass


if __name__ == "__main__":
    Urgent(7).run()
