# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "{\"rows\": 2}\n['<1>', '<2>']\n"
# fork_works = false
# require = ['^def _export_dumps\(', '^    print\(dumps\(']
# note = "The nested `dumps` hides the imported one in `export` only; `main` goes on using the import."
# ///
from json import dumps
from multiprocessing import Pool


def export(rows, brackets):
    opening, closing = brackets

    def dumps(row):
        return f"{opening}{row}{closing}"

    with Pool(2) as pool:
        return pool.map(dumps, rows)


def main():
    print(dumps({"rows": 2}))
    print(export([1, 2], "<>"))


if __name__ == "__main__":
    main()
