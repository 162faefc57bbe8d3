# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "mine\n[2]\n"
# fork_works = false
# note = "main star-imports tools after defining add: the hoisted function must not leak into it under that name"
# ///
def add():
    return "mine"


from tools import *

if __name__ == "__main__":
    print(add())
    print(run([1], 1))
