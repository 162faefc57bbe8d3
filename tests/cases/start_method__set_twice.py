# /// case
# expect = "refuse"
# codes = ["MP303"]
# stdout = "done\n"
# fork_works = false
# mentions = ["a second time", "the first call"]
# note = "The second call fails, whatever it says."
# ///
import multiprocessing


def work():
    print("done")


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    multiprocessing.set_start_method("forkserver")
    child = multiprocessing.Process(target=work)
    child.start()
    child.join()
