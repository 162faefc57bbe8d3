# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "[6, 7]\n8\n15\n7\n"
# fork_works = false
# note = "What `dict(key=lambda ...)` makes is read by its keys, iterated, and sent as data."
# ///
from multiprocessing import Pool, Process


def show(functions):
    print(functions["add"](2), flush=True)


def main(n):
    functions = dict(add=lambda x: x + n, multiply=lambda x: x * n)
    with Pool(2) as pool:
        print(pool.map(functions["add"], [1, 2]))
        for function in functions.values():
            print(pool.apply(function, (3,)), flush=True)
    child = Process(target=show, kwargs=dict(functions=dict(add=lambda x: x + n)))
    child.start()
    child.join()


if __name__ == "__main__":
    main(5)
