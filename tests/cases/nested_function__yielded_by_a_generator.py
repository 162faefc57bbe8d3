# /// case
# expect = "fix"
# codes = ["MP101", "MP102"]
# fork_works = false
# stdout = "grow 6\nshift 5\n"
# note = "A generator function gives the functions that are sent."
# ///
from concurrent.futures import ProcessPoolExecutor


def jobs(scale):
    def grow(number):
        return number * scale

    yield "grow", grow
    yield "shift", lambda number: number + scale


def main():
    with ProcessPoolExecutor(1) as executor:
        for name, job in jobs(3):
            print(name, executor.submit(job, 2).result())


if __name__ == "__main__":
    main()
