# /// case
# expect = "refuse"
# codes = ["MP101"]
# stdout = "ticket 1 for ann\nticket 1 for bo\n"
# mentions = ["numbers"]
# note = "A generator can't be pickled; under fork each child went on with a copy of it."
# ///
from multiprocessing import Process


def hand_out(names):
    numbers = (number for number in range(1, 100))

    def serve(name):
        print("ticket", next(numbers), "for", name)

    for name in names:
        child = Process(target=serve, args=(name,))
        child.start()
        child.join()


if __name__ == "__main__":
    hand_out(["ann", "bo"])
