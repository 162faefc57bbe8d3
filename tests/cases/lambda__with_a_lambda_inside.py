# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "[['bo', 'ann'], ['cy']]\n"
# fork_works = false
# require = ['key=lambda row: row\[column\]']
# note = "The inner lambda is a sort key of the child's own; it reads `column`, which the outer one must therefore take."
# ///
from multiprocessing import Pool


def names_by(tables, column):
    with Pool(2) as pool:
        return pool.map(lambda rows: [name for name, *_ in sorted(rows, key=lambda row: row[column])], tables)


if __name__ == "__main__":
    print(names_by([[("ann", 3), ("bo", 1)], [("cy", 2)]], column=1))
