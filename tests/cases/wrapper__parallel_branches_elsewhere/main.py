# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "[2, 3]\n[3, 4]\n[4, 5]\n[5, 6]\n"
# fork_works = false
# require = ['run\(lambda n: n \+ 1, ', 'run_two\(lambda n: n \+ 4, ']
# note = "Only calls that take the parallel branch of a wrapper in another file send their lambda."
# ///
from parallel import run, run_two


def main():
    print(run(lambda n: n + 1, [1, 2]))
    print(run(lambda n: n + 2, [1, 2], 2))
    print(run_two(lambda n: n + 3, [1, 2]))
    print(run_two(lambda n: n + 4, [1, 2], n_jobs=1))


if __name__ == "__main__":
    main()
