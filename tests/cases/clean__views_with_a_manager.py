# /// case
# expect = "clean"
# stdout = "['a', 'b']\n"
# note = "`multiprocessing.managers` teaches its pickler the views of a dict; whoever has a manager may send them."
# ///
from multiprocessing import Manager, Pool


def names(keys):
    return sorted(keys)


if __name__ == "__main__":
    with Manager(), Pool(1) as pool:
        print(pool.apply(names, ({"b": 1, "a": 2}.keys(),)))
