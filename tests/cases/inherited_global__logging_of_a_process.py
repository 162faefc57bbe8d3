# /// case
# expect = "advice"
# codes = ["MP302"]
# stdout = "child: working on 3\ndone\n"
# mentions = ["advice.MP302.", "`work`, which logs without the configuration", "at the beginning of the child"]
# note = "Only a forked child logs as the parent is configured to. Any other one drops the message, and nothing says so."
# ///
import logging
import multiprocessing
import sys

logger = logging.getLogger(__name__)


def work(n):
    logger.info("working on %s", n)


def main():
    logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="child: %(message)s")
    process = multiprocessing.Process(target=work, args=(3,))
    process.start()
    process.join()
    print("done")


if __name__ == "__main__":
    main()
