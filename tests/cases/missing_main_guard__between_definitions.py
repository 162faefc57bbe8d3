# /// case
# expect = "fix"
# codes = ["MP301"]
# stdout = "begin\n3 rows\n[2, 4, 6]\nend\n"
# require = ['^WEIGHT = 2$', '^if __name__ == "__main__":\n    print\("begin"\)$']
# forbid = ['(?s)__main__.*__main__']
# note = "What the script does stands between its definitions; it goes to one guard at the end, in its order."
# ///
from multiprocessing import Pool

print("begin")

WEIGHT = 2
# As they came in.
rows = [1, 2, 3]  # grams


def weigh(row):
    return row * WEIGHT


print(len(rows), "rows")
pool = Pool(2)


def show(values):
    print(values)


show(pool.map(weigh, rows))
pool.close()
pool.join()


def finish():
    print("end")


finish()
