# /// case
# expect = "clean"
# codes = []
# stdout = "parent\n"
# note = "The parent logs, the child does not; a logger of multiprocessing's own is configured by multiprocessing."
# ///
import logging
import multiprocessing
import sys


class Audit:
    def info(self, text):
        return len(text)


def work(n):
    Audit().info("logged elsewhere")
    multiprocessing.get_logger().debug("only where it is asked for")
    return n


def main():
    logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(message)s")
    process = multiprocessing.Process(target=work, args=(1,))
    process.start()
    process.join()
    logging.info("parent")


if __name__ == "__main__":
    main()
