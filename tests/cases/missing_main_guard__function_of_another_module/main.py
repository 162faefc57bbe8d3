# /// case
# expect = "fix"
# codes = ["MP301"]
# stdout = "[1, 4]\n"
# mentions = ['`Pool` starts a process when this file is imported']
# require = ['^if __name__ == "__main__":$']
# note = "A script calls a function of a package that makes a pool of its own, two modules further."
# ///
from report import build

build([1, 2])
