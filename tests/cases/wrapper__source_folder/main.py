# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[2, 4]\n"
# fork_works = false
# note = "The packages of the project lie in `src`."
# ///
import sys

sys.path.insert(0, "src")

from app.jobs import double_all

if __name__ == "__main__":
    print(double_all([1, 2]))
