# /// case
# expect = "fix"
# codes = ["MP101", "MP102"]
# stdout = "4\n7\n7\n"
# note = "An assignment unpacks the functions, some of them by a star."
# ///
from multiprocessing import Process


def run(process):
    process.start()
    process.join()


def main(low, high):
    def clip(number):
        print(min(max(number, low), high), flush=True)

    first, *others = clip, (lambda number: print(number - low, flush=True)), print
    run(Process(target=first, args=(7,)))
    for function in others:
        run(Process(target=function, args=(7,)))


if __name__ == "__main__":
    main(0, 4)
