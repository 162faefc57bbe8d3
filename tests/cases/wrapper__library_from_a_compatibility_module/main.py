# /// case
# expect = "fix"
# codes = ["MP102", "MP101", "MP102"]
# stdout = "[2, 4]\n6\n8\n"
# fork_works = false
# note = "Another file imports the library, and this one gets it from there, as a module."
# ///
import compat
from compat import mp


def main(factor):
    with mp.Pool(1) as pool:
        print(pool.map(lambda number: factor * number, [1, 2]))

    def show(number):
        print(factor * number)

    process = compat.mp.Process(target=show, args=(3,))
    process.start()
    process.join()
    with compat.futures.ProcessPoolExecutor(1) as executor:
        print(executor.submit(lambda number: factor * number, 4).result())


if __name__ == "__main__":
    main(2)
