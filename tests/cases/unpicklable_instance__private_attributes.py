# /// case
# expect = "fix"
# codes = ["MP202"]
# stdout = "ann: 3 of 3\nbob: 3 of 3\n"
# require = ['args=\(self\.__total, self\._name, name\)', '^def _show\(total, self_name, name\):$']
# note = "Mangled attributes are read in the class and are plain parameters outside; `name` means something else in the method."
# ///
import threading
from multiprocessing import Process


class Board:
    unit = "of"

    def __init__(self, total):
        self.__total = total
        self._name = "of"
        self._guard = threading.Condition()

    def show(self, name):
        print(f"{name}: {self.__total} {self._name} {self.__total}")

    def show_all(self, names):
        with self._guard:
            for name in names:
                child = Process(target=self.show, args=(name,))
                child.start()
                child.join()


if __name__ == "__main__":
    Board(3).show_all(["ann", "bob"])
