# /// case
# expect = "clean"
# codes = []
# stdout = "at import 1\n"
# note = "What is configured at import is configured in every process."
# ///
import logging
import multiprocessing
import sys

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(message)s")
# Only a library that says too much is asked to say less, by the parent.
QUIET = "urllib3"


def work(n):
    logging.info("at import %s", n)


if __name__ == "__main__":
    logging.getLogger(QUIET).setLevel(logging.ERROR)
    process = multiprocessing.Process(target=work, args=(1,))
    process.start()
    process.join()
