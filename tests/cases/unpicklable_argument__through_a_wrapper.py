# /// case
# expect = "refuse"
# codes = ["MP201"]
# stdout = "5\n"
# mentions = ["`parser`, an `argparse.ArgumentParser`,", "through `run`"]
# note = "A wrapper hands on what it is given; the parser is unpicklable, the parsed values are not."
# ///
import argparse
from multiprocessing import Process


def run(function, argument):
    child = Process(target=function, args=(argument,))
    child.start()
    child.join()


def work(parser):
    print(parser.parse_args(["--size", "5"]).size)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--size")
    run(work, parser)
