# /// case
# expect = "fix"
# codes = ["MP101", "MP102"]
# stdout = "ran\nran\njob 1\n2\n"
# note = "What is set on a plain `Process` before its start is pickled with it; the parent calls it, too."
# ///
from multiprocessing import Process


def work():
    print("ran", flush=True)


def main(n):
    def describe():
        return f"job {n}"

    child = Process(target=work)
    child.name = f"job-{n}"
    child.describe = describe
    child.start()
    child.join()
    children = [Process(target=work)]
    for child in children:
        child.weight = lambda: n + 1
        child.start()
        child.join()
    print(describe())
    print(children[0].weight())


if __name__ == "__main__":
    main(1)
