# /// case
# expect = "fix"
# codes = ["MP302"]
# stdout = "10\n"
# require = ['initializer=_init, initargs=\(counter,\)']
# note = "A counter of the module that the tasks of a pool change: no argument of a task, so the initializer brings it."
# ///
from multiprocessing import Pool, Value

counter = Value("i", 0)


def task(item):
    with counter.get_lock():
        counter.value += 1
    return item


def main():
    with Pool(2) as pool:
        pool.map(task, range(10))
    print(counter.value)


if __name__ == "__main__":
    main()
