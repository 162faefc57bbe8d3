# /// case
# expect = "advice"
# codes = ["MP302"]
# stdout = "none\nset\n"
# mentions = ["environment variable `STAGE`"]
# note = "The fork server starts with the first process. What is set then reaches no child that it makes."
# ///
import multiprocessing
import os


def show():
    print(os.environ.get("STAGE", "none"), flush=True)


def check():
    print(os.getenv("STAGE"), flush=True)




if __name__ == "__main__":
    first = multiprocessing.Process(target=show)
    first.start()
    first.join()
    os.environ.update({"STAGE": "set"})
    second = multiprocessing.Process(target=check)
    second.start()
    second.join()
