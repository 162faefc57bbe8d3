# /// case
# expect = "fix"
# codes = ["MP101", "MP101"]
# stdout = "2 3 1 1 {}\n2 4 5\n"
# require = ['def work\(\n    n,\n    k,\n    /,\n    # the item\n    item,', 'def also\(n,\n         a,\n         b\)']
# note = "Where each parameter has a line of its own, so have the new ones, above the comments on the first."
# ///
from multiprocessing import Process


class Runner:
    def go(self, n, k):
        def work(
            # the item
            item,
            other=1,  # why
            **rest,
        ):
            print(n, k, item, other, rest)

        def also(a,
                 b):
            print(n, a, b)

        for process in (Process(target=work, args=(1,)), Process(target=also, args=(4, 5))):
            process.start()
            process.join()


if __name__ == "__main__":
    Runner().go(2, 3)
