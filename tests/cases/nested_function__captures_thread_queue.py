# /// case
# expect = "refuse"
# codes = ["MP101"]
# stdout = "next: tea\n"
# mentions = ["backlog"]
# note = "`queue.Queue` is for threads and can't be pickled; `multiprocessing.Queue` has the same name and can be passed."
# ///
import multiprocessing
from queue import Queue


def show_next(orders):
    backlog = Queue()
    for order in orders:
        backlog.put(order)

    def show():
        print("next:", backlog.get_nowait())

    child = multiprocessing.Process(target=show)
    child.start()
    child.join()


if __name__ == "__main__":
    show_next(["tea", "milk"])
