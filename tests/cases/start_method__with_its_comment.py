# /// case
# expect = "fix"
# codes = ["MP303"]
# stdout = "3\n"
# fork_works = false
# require = ['^    # CUDA wants this\.\n    set_start_method\("spawn"\)  # once\n    main\(\)']
# note = "The comment goes along; the definitions around it keep their distance."
# ///
from multiprocessing import Pool, set_start_method


def size(word):
    return len(word)


# CUDA wants this.
set_start_method("spawn")  # once


def main():
    with Pool(1) as pool:
        print(pool.apply(size, ("abc",)))


if __name__ == "__main__":
    main()
