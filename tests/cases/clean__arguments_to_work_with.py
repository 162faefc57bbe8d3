# /// case
# expect = "clean"
# codes = []
# stdout = "3 steps, {'seed': 1}\n2 rows\n"
# note = "What a child is given may be a copy for it to work with: it was filled before, and the parent keeps the original."
# ///
from multiprocessing import Pool, Process


def run(steps, settings):
    while steps:
        steps.pop()
    settings.setdefault("verbose", False)
    settings["seed"] += 1


def count(rows):
    rows.sort()
    del rows[0]
    return len(rows)


def main():
    steps = [1, 2, 3]
    settings = {"seed": 1}
    process = Process(target=run, args=(steps, settings))
    process.start()
    process.join()
    print(len(steps), "steps,", settings)
    rows = []
    for n in (2, 1):
        rows.append(n)
    with Pool(1) as pool:
        pool.apply(count, (rows,))
    print(len(rows), "rows")


if __name__ == "__main__":
    main()
