# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[9, 5]\n"
# fork_works = false
# require = ['^def effort\(', 'sum\(effort\(tree, hours, child\) for child in']
# note = "The function calls itself inside a generator expression: the inner call takes both captures along."
# ///
from multiprocessing import Pool

TREE = {"release": ["docs", "code"], "code": ["tests"]}
HOURS = {"release": 1, "docs": 3, "code": 3, "tests": 2}


def estimate(tasks, tree, hours):
    def effort(task):
        return hours[task] + sum(effort(child) for child in tree.get(task, ()))

    with Pool(2) as pool:
        return pool.map(effort, tasks)


if __name__ == "__main__":
    print(estimate(["release", "code"], TREE, HOURS))
