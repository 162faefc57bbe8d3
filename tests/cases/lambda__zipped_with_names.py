# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "min 2\nmax 9\nspan 7\n"
# forbid = ['lambda']
# note = "A tuple of lambdas, zipped with names and started in the loop; each captures another set of names."
# ///
from multiprocessing import Process


def report(values):
    low, *_, high = sorted(values)
    tasks = (
        lambda name: print(name, low),
        lambda name: print(name, high),
        lambda name: print(name, high - low),
    )
    for name, task in zip(("min", "max", "span"), tasks):
        child = Process(target=task, args=(name,))
        child.start()
        child.join()


if __name__ == "__main__":
    report([4, 9, 2])
