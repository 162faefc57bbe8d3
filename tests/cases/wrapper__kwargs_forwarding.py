# /// case
# expect = "fix"
# codes = ["MP101"]
# forbid = ['partial']
# stdout = "5 x y\n"
# note = "The slot of the wrapper is behind an `or`, and beside options that can not hold it."
# ///
from multiprocessing import Process


def in_process(function, *, args=(), kwargs=None, **options):
    process = Process(target=function, args=args, kwargs=kwargs or {}, **options)
    process.start()
    process.join()


def main(n):
    def show(a, b):
        print(n, a, b)

    in_process(show, kwargs={"a": "x", "b": "y"}, daemon=True)


if __name__ == "__main__":
    main(5)
