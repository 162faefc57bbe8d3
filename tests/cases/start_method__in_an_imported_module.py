# /// case
# expect = "refuse"
# codes = ["MP303"]
# mentions = ["whole program", "get_context"]
# note = "A module without a guard and without a start: whoever imports it gets its start method."
# ///
import multiprocessing

multiprocessing.set_start_method("spawn")


def work():
    print("done")


def start():
    child = multiprocessing.Process(target=work)
    child.start()
    child.join()
