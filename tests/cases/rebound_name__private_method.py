# /// case
# expect = "refuse"
# codes = ["MP105"]
# stdout = "ran\n"
# mentions = ["__run", "_run"]
# note = "A bound method is found again by its name on the object, and a private name is another one there."
# ///
from multiprocessing import Process


class Job:
    def start(self):
        child = Process(target=self.__run)
        child.start()
        child.join()

    def __run(self):
        print("ran")


if __name__ == "__main__":
    Job().start()
