# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "first tea\nfirst tea\nlast tea\nlast tea\n"
# note = "Names behind a star, and those that a star leaves, are followed to what they are bound to."
# ///
from multiprocessing import Process


def main(word):
    def first():
        print("first", word, flush=True)

    def last():
        print("last", word, flush=True)

    *others, final = first, first, last
    for function in [*others, final]:
        child = Process(target=function)
        child.start()
        child.join()
    steps = [first, last]
    *_, end = steps
    child = Process(target=end)
    child.start()
    child.join()


if __name__ == "__main__":
    main("tea")
