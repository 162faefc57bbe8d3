# /// case
# expect = "clean"
# codes = []
# stdout = "work 1\nwork 2\nfirst\nsecond\n"
# unordered = true
# note = "The child configures logging itself: at import, in the function, in the initializer of its pool, or through a function of another file."
# ///
import logging
import multiprocessing
import sys

from parts.settings import setup_logging


def work(n):
    logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(message)s")
    logging.info("work %s", n)


def listen(text):
    setup_logging()
    logging.info(text)


def main():
    logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(message)s")
    with multiprocessing.Pool(1) as pool:
        pool.map(work, (1, 2))
    for text in ("first", "second"):
        process = multiprocessing.Process(target=listen, args=(text,))
        process.start()
        process.join()


if __name__ == "__main__":
    main()
