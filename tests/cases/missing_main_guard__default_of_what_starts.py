# /// case
# expect = "refuse"
# codes = ["MP301"]
# stdout = "[0, 1, 4]\n"
# mentions = ["`results = .*` is needed when the file is imported"]
# note = "The class needs the results when it is made, and these need the pool: no child could make it."
# ///
from multiprocessing import Pool


def square(number):
    return number * number


pool = Pool(1)
results = pool.map(square, range(3))
pool.close()


class Report:
    rows = results


print(Report.rows)
