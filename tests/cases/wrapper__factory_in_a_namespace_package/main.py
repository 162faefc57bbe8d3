# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[3, 6]\n"
# fork_works = false
# note = "A factory in a folder without `__init__` makes what a wrapper in another such folder sends."
# ///
from tools.make import scaler
from tools.run.pools import run_parallel

if __name__ == "__main__":
    print(run_parallel(scaler(3), [1, 2]))
