# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "hello ann\n"
# note = "A bound method carries its instance, and the instance its class."
# ///
from multiprocessing import Process


def greet_all(names, greeting="hello"):
    class Greeter:
        def __init__(self, name):
            self.name = name

        def run(self):
            print(greeting, self.name)

    children = [Process(target=Greeter(name).run) for name in names]
    for child in children:
        child.start()
        child.join()


if __name__ == "__main__":
    greet_all(["ann"])
