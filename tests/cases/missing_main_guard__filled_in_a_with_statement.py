# /// case
# expect = "fix"
# codes = ["MP301"]
# stdout = "[(1, [0, 1, 4], {'readable': True})]\n"
# note = "What the guard takes in fills a dict that the workers read: it reaches them through the pool."
# ///
from multiprocessing import Pool

totals = {}
for key in ("a", "b"):
    totals[key] = len(totals)

squares = []
for n in range(3):
    squares += [n * n]

table = {}
with open(__file__) as f:
    table["readable"] = f.readable()


def look(key):
    return totals.get(key), squares, table


def main():
    with Pool(1) as pool:
        print(pool.map(look, ["b"]))


main()
