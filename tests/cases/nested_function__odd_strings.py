# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "# ann has ## it's \"fine\" \\d+#\nwidth=12\n'         ann'\n# bo has # it's \"fine\" \\d+#\nwidth=12\n'          bo'\n"
# fork_works = false
# require = ['"#" \* row\["level"\]', 'r"\\d\+#"', 'f"\{width=\}"']
# note = "Strings that look like something else: `#` inside, both quotes, raw, implicit concatenation, nested replacement fields, `{width=}`."
# ///
from multiprocessing import Pool


def describe_all(rows, width):
    def describe(row):
        head = f"# {row['name']} has " + "#" * row["level"]  # a comment, the rest is not
        tail = (
            " it's "  # it's a comment with a quote
            '"fine" ' r"\d+#"
        )
        return "\n".join([head + tail, f"{width=}", repr(f"{row['name']:>{width}}")])

    with Pool(2) as pool:
        return pool.map(describe, rows)


if __name__ == "__main__":
    print("\n".join(describe_all([{"name": "ann", "level": 2}, {"name": "bo", "level": 1}], width=12)))
