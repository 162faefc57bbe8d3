# /// case
# expect = "refuse"
# codes = ["MP303"]
# stdout = "1\n1\n"
# fork_works = false
# mentions = ["set_start_method"]
# note = "The function that sets the start method runs twice."
# ///
import multiprocessing


def work():
    print(1)


def run():
    multiprocessing.set_start_method("spawn")
    child = multiprocessing.Process(target=work)
    child.start()
    child.join()


if __name__ == "__main__":
    run()
    run()
