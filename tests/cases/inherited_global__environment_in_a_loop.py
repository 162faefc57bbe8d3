# /// case
# expect = "advice"
# codes = ["MP302"]
# stdout = "gpu 0\ngpu 1\n"
# mentions = ["environment variable `GPU`", "goes|so under `forkserver` only", "pass the value as an argument"]
# note = "Each process should get a variable of its own. Under forkserver all of them get that of the first."
# ///
import multiprocessing
import os


def train():
    print("gpu", os.environ["GPU"], flush=True)


def main():
    for gpu in range(2):
        os.environ["GPU"] = str(gpu)
        process = multiprocessing.Process(target=train)
        process.start()
        process.join()


if __name__ == "__main__":
    main()
