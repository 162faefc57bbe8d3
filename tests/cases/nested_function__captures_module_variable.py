# /// case
# expect = "refuse"
# codes = ["MP101"]
# stdout = "[1, 2]\n"
# mentions = ["codec"]
# note = "`codec` is a variable whose value is a module, chosen at run time: a module can't be pickled and there is no import to repeat."
# ///
import json
import pprint
from multiprocessing import Process


def write(values, pretty):
    codec = json
    if pretty:
        codec = pprint
    dump = "pformat" if pretty else "dumps"

    def show(value):
        print(getattr(codec, dump)(value))

    child = Process(target=show, args=(values,))
    child.start()
    child.join()


if __name__ == "__main__":
    write([1, 2], pretty=False)
