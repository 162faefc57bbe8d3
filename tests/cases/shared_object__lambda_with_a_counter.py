# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "[10, 20]\n"
# fork_works = false
# require = ['initializer=_init']
# note = "A lambda that captures a shared array and a plain number: one goes to the initializer, the other with the task."
# ///
import multiprocessing


def main():
    table = multiprocessing.RawArray("i", [1, 2])
    factor = 10
    with multiprocessing.Pool(processes=1) as pool:
        print(pool.map(lambda index: table[index] * factor, range(2)))


if __name__ == "__main__":
    main()
