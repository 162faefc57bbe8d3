# /// case
# expect = "fix"
# codes = ["MP303"]
# stdout = "81\n"
# fork_works = false
# note = "The call goes by the name that the import gives it."
# ///
from multiprocessing import Pool, set_start_method as choose

choose("forkserver")


def square(number):
    return number * number


def main():
    with Pool(1) as pool:
        print(pool.apply(square, (9,)))


if __name__ == "__main__":
    main()
