# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "etc/hosts: ['127', '0']\netc/passwd: []\n"
# note = "A compiled pattern, a path and a logger can all be pickled, the logger by its name."
# ///
import logging
import re
from multiprocessing import Process
from pathlib import PurePosixPath


def search(contents, expression):
    pattern = re.compile(expression)
    root = PurePosixPath("etc")
    log = logging.getLogger("search")

    def find(name, text):
        log.debug("searching %s", name)
        print(f"{root / name}: {pattern.findall(text)[:2]}")

    for item in contents.items():
        child = Process(target=find, args=item)
        child.start()
        child.join()


if __name__ == "__main__":
    search({"hosts": "127.0.0.1", "passwd": "root"}, r"\d+")
