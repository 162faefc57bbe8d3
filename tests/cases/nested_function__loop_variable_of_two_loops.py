# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "will run shout\nTEA\n"
# note = "The variable of the loop that sends is that of another loop, too: each means its own."
# ///
from multiprocessing import Process


def run_all(jobs):
    for name, job in jobs:
        print("will run", name, flush=True)
    children = []
    for name, job in jobs:
        child = Process(target=job)
        child.start()
        children.append(child)
    for child in children:
        child.join()


def main(word):
    def shout():
        print(word.upper(), flush=True)

    run_all([("shout", shout)])


if __name__ == "__main__":
    main("tea")
