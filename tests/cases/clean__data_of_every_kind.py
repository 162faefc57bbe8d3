# /// case
# expect = "clean"
# stdout = "20\n[1, 2]\nab\n3\nclean\n"
# note = "Generators that the parent iterates, patterns, paths, loggers, iterators of itertools and string buffers: all travel."
# ///
import io
import itertools
import logging
import re
from functools import partial
from multiprocessing import Pool, Process
from pathlib import Path


def total(numbers):
    print(sum(numbers))


def matches(pattern, word):
    return len(pattern.findall(word))


def read(buffer, path):
    return buffer.getvalue() + path.name


def name(logger):
    return logger.name


def main():
    child = Process(target=total, args=(itertools.islice([2, 8, 10, 99], 3),))
    child.start()
    child.join()
    with Pool(1) as pool:
        print(pool.map(partial(matches, re.compile("a")), (word for word in ("a", "aa"))))
        print(pool.apply(read, (io.StringIO("a"), Path("/tmp/b"))))
        print(sum(pool.imap(abs, map(int, "111"))))
        print(pool.apply(name, (logging.getLogger("clean"),)))


if __name__ == "__main__":
    main()
