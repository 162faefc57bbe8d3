# /// case
# expect = "fix"
# safe = false
# codes = ["MP103"]
# stdout = "work 3\n"
# mentions = ['inherits from `Worker`, whose constructor is not known']
# note = "The base has a metaclass, which may make the instances in a way of its own: the fix is unsafe."
# ///
from base import Worker


def main(n):
    class Mine(Worker):
        def work(self):
            print("work", n)

    worker = Mine()
    worker.start()
    worker.join()


if __name__ == "__main__":
    main(3)
