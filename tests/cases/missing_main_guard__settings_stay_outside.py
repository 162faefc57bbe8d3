# /// case
# expect = "fix"
# codes = ["MP301"]
# stdout = "INFO half of 8\n4\n"
# require = ['^logging.basicConfig', '^os.environ\["UNIT"\] = ', '^sys.path.insert']
# note = "Settings of the process, which nobody sees being made, are needed in a child as well: they stay outside."
# ///
import logging
import os
import sys
from multiprocessing import Pool

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
os.environ["UNIT"] = "half"
logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s", stream=sys.stdout)
log = logging.getLogger(__name__)


def halve(number):
    log.info("%s of %s", os.environ["UNIT"], number)
    return number // 2


with Pool(1) as pool:
    print(*pool.map(halve, [8]), sep="\n")
