# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[2, 3]\n[0, 1]\n"
# fork_works = false
# note = "Relative imports over two levels, a module under another name, and an alias in the package's `__init__`."
# ///
import app.features.export.rows as rows

if __name__ == "__main__":
    print(rows.shift_all([1, 2], 1))
    print(rows.shift_back([1, 2], 1))
