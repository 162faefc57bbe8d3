# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "['bo 1', 'ann 3']\n['ANN 3', 'BO 1']\n"
# fork_works = false
# require = ['"key": (functools\.)?partial\(amount_of, column\)', '"key": by_name, "change"']
# note = "Callables as keyword values of `apply` and `apply_async`, by position and by name; one of them captures nothing."
# ///
from multiprocessing import Pool


def listing(rows, key, change=str):
    return [change(f"{row[0]} {row[1]}") for row in sorted(rows, key=key)]


def show(rows, column):
    def amount_of(row):
        return row[column]

    def by_name(row):
        return row[0]

    with Pool(2) as pool:
        print(pool.apply(listing, (rows,), {"key": amount_of}))
        print(pool.apply_async(listing, (rows,), kwds={"key": by_name, "change": str.upper}).get())


if __name__ == "__main__":
    show([("ann", 3), ("bo", 1)], column=1)
