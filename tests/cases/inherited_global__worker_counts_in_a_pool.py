# /// case
# expect = "fix"
# codes = ["MP302"]
# stdout = "[11, 12]\n"
# require = ['global count']
# note = "A worker of a pool goes on counting from task to task: its initializer sets the global, and `global` stays."
# ///
from multiprocessing import Pool

count = 0


def work(step):
    global count
    count += step
    return count


def main():
    global count
    count = 10
    with Pool(1) as pool:
        print(pool.map(work, [1, 1], chunksize=1))


if __name__ == "__main__":
    main()
