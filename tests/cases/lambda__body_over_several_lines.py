# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "['tea  : 3', 'milk : 12']\n"
# fork_works = false
# require = ['# Names are padded, numbers are not\.$', '# no unit$', '^def render\(width, row\):$']
# forbid = ['lambda']
# note = "The body stands in parentheses over several lines, with comments in it."
# ///
import multiprocessing


def table(rows, width):
    render = lambda row: (
        # Names are padded, numbers are not.
        row[0].ljust(width)
        + ": "
        + str(row[1])  # no unit
    )
    with multiprocessing.Pool(2) as pool:
        return pool.map(render, rows)


if __name__ == "__main__":
    print(table([("tea", 3), ("milk", 12)], width=5))
