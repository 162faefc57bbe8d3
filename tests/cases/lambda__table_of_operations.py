# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "3 + 4 = 7.00\n3 / 4 = 0.75\n3 % 4 = 3.00\n"
# fork_works = false
# forbid = ['lambda']
# note = "A literal dict of lambdas, indexed by a loop variable; only one of them captures something."
# ///
from multiprocessing import Pool


def calculate(lines, digits):
    operations = {
        "+": lambda left, right: f"{left + right:.{digits}f}",
        "/": lambda left, right: f"{round(left / right, digits)}",
        "%": lambda left, right: f"{left % right}.00",
    }
    with Pool(1) as pool:
        for left, sign, right in lines:
            print(left, sign, right, "=", pool.apply(operations[sign], (left, right)))


if __name__ == "__main__":
    calculate([(3, "+", 4), (3, "/", 4), (3, "%", 4)], digits=2)
