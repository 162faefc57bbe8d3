# /// case
# expect = "advice"
# codes = ["MP401"]
# stdout = "{} 0 []\n"
# note = "Elements of a dict of lists and fields of a dataclass are copies, too."
# ///
"""A check of links that counts in a dict of lists and in an object that it is given."""
from collections import defaultdict
from dataclasses import dataclass, field
from multiprocessing import Process

by_host = defaultdict(list)


@dataclass
class Stats:
    checked: int = 0
    broken: list = field(default_factory=list)


def check(url, stats):
    by_host["example.org"].append(url)
    stats.checked += 1
    stats.broken.append(url)


def main():
    stats = Stats()
    process = Process(target=check, args=("/about", stats))
    process.start()
    process.join()
    print(dict(by_host), stats.checked, stats.broken)


if __name__ == "__main__":
    main()
