# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "Check one entry.\n\nEntries are pairs.\n['ok 3', 'too long: 9']\n"
# fork_works = false
# require = ['^        Entries are pairs\.$', '^    # The limit is inclusive\.$', '^# pylint: disable-next=too-many-locals$', 'inspect\.getdoc\(check\)']
# note = "A docstring of several lines keeps its indent, the comments around it lose theirs; reading `__doc__` needs no partial."
# ///
import inspect
import multiprocessing


def check_all(entries, limit):
    # pylint: disable-next=too-many-locals
    def check(entry):
        """Check one entry.

        Entries are pairs.
        """
        # The limit is inclusive.
        _, size = entry

        if size > limit:
            return f"too long: {size}"
        return f"ok {size}"
        # nothing comes here

    print(inspect.getdoc(check))
    with multiprocessing.Pool(2) as pool:
        return pool.map(check, entries)


if __name__ == "__main__":
    print(check_all([("a", 3), ("b", 9)], 3))
