# /// case
# expect = "refuse"
# codes = ["MP201"]
# stdout = "[0, 0]\n"
# fork_works = false
# mentions = ["an open file among the items", "_io.BufferedReader"]
# note = "A list of open files: each item of it is pickled."
# ///
from multiprocessing import Pool


def size(file):
    return len(file.read())


def main(paths):
    files = [open(path, "rb") for path in paths]
    with Pool(2) as pool:
        print(pool.map(size, files))


if __name__ == "__main__":
    main(["/dev/null", "/dev/null"])
