# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "[4, 5]\n[3, 6]\n[4, 5]\n[3, 6]\n"
# fork_works = false
# note = "Lambdas come into a dict by the keywords of `update`, and into a list by `append`."
# ///
from multiprocessing import Pool


def main():
    n = 3
    functions = {"add": lambda x: x + n}
    functions.update(multiply=lambda x: x * n)
    listed = [lambda x: x + n]
    listed.append(lambda x: x * n)
    with Pool(2) as pool:
        for name in sorted(functions):
            print(pool.map(functions[name], [1, 2]))
        for function in listed:
            print(pool.map(function, [1, 2]))


if __name__ == "__main__":
    main()
