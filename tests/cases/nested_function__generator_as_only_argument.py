# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "all but max 3.5\nred 5.0\nblue 3.0\n"
# fork_works = false
# require = ['mean\(bonus, \(points for _, points in pupils\)\)', 'mean\(bonus, \(points for name, points in ']
# note = "A generator as the only argument stands without parentheses of its own; with a second argument it needs them, in the payload and in the parent."
# ///
from multiprocessing import Pool


def grade(classes, bonus):
    def mean(values):
        points = list(values)
        return sum(points) / len(points) + bonus

    def summary(pupils):
        return mean(points for _, points in pupils)

    everyone = sum(classes.values(), [])
    print("all but max", mean(points for name, points in everyone if name != "max"))
    with Pool(2) as pool:
        for name, result in zip(classes, pool.map(summary, classes.values())):
            print(name, result)


if __name__ == "__main__":
    grade({"red": [("max", 5), ("ida", 3)], "blue": [("tom", 2)]}, bonus=1)
