# /// case
# expect = "refuse"
# codes = ["MP202"]
# stdout = "derived 2\n"
# note = "The class that inherits from it and has its own is in another file of the run."
# ///
from jobs import Base


class Derived(Base):
    def work(self):
        print("derived", self.n)


if __name__ == "__main__":
    Derived(2).launch()
