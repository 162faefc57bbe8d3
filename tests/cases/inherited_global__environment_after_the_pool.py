# /// case
# expect = "advice"
# codes = ["MP302"]
# stdout = "None\nNone\n"
# mentions = ["environment variable `LEVEL`", "so under every start method"]
# note = "The workers of a pool start when it is made, and have the environment of that moment, under every start method."
# ///
import multiprocessing
import os


def level(n):
    return os.environ.get("LEVEL")


def main():
    pool = multiprocessing.Pool(2)
    os.environ["LEVEL"] = "3"
    for answer in pool.map(level, range(2)):
        print(answer)
    pool.close()
    pool.join()


if __name__ == "__main__":
    main()
