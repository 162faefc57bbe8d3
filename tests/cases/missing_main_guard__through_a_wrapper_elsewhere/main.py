# /// case
# expect = "fix"
# codes = ["MP301"]
# stdout = "[1, 4, 9]\n"
# require = ['^if __name__ == "__main__":$']
# note = "What starts the processes at import is in another module of the project."
# ///
from pools import run_parallel
from tasks import square

NUMBERS = [1, 2, 3]

print(run_parallel(square, NUMBERS))
