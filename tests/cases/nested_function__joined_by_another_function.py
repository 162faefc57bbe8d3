# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "a: 1\nb: 2\n"
# require = ['^def measure\(name, amount\):$']
# note = "The encloser returns the started process and captures plain values only: nothing is unlinked, so that is safe."
# ///
from multiprocessing import Process


def start(name, amounts):
    (amount,) = amounts

    def measure():
        print(f"{name}: {amount}")

    child = Process(target=measure)
    child.start()
    return child


if __name__ == "__main__":
    for name, amounts in {"a": [1], "b": [2]}.items():
        start(name, amounts).join()
