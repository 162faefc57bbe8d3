# /// case
# expect = "fix"
# codes = ["MP301"]
# stdout = "10 letters\n"
# require = ['^def main\(\):$', '^if __name__ == "__main__":\n    main\(\)$']
# note = "The pool is made in a function, and the module calls that function."
# ///
from multiprocessing import Pool


def main():
    with Pool(2) as pool:
        print(sum(pool.map(len, ["spam", "eggs", "hi"])), "letters")


main()
