# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "1 2 7\n1 2 9\n3 4 7\n3 4 9\n"
# note = "A default that moves to the places, which give their arguments in tuples, lists and dicts with names of their own, sums and stars: what each gives can be told."
# ///
import multiprocessing


def report(level):
    def show(a, b, extra=level):
        print(a, b, extra, flush=True)

    pair = (1, 2)
    rest = [4]
    options = dict(extra=9)
    for process in [
        multiprocessing.Process(target=show, args=pair),
        multiprocessing.Process(target=show, args=pair + (9,)),
        multiprocessing.Process(target=show, args=(3, *rest)),
        multiprocessing.Process(target=show, args=(3, *rest), kwargs=options),
    ]:
        process.start()
        process.join()


if __name__ == "__main__":
    report(7)
