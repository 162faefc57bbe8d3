# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[('ann', True), ('bo', False)]\n['ann']\n"
# fork_works = false
# require = ['^def _check_filter\(shortest, name\):$', 'list\(filter\(None, names\)\)']
# note = "Called `filter`: at module level it would replace the builtin for the whole file."
# ///
import multiprocessing


def check(names, shortest):
    def filter(name):
        return name, len(name) >= shortest

    with multiprocessing.Pool(2) as pool:
        return pool.map(filter, names)


def non_empty(names):
    return list(filter(None, names))


if __name__ == "__main__":
    print(check(["ann", "bo"], 3))
    print(non_empty(["", "ann"]))
