# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "fold tea\nshout TEA\n"
# fork_works = false
# note = "A table of lambdas at module level: each needs a name that can be imported."
# ///
from concurrent.futures import ProcessPoolExecutor

FILTERS = {
    "fold": lambda text: text.strip().lower(),
    "shout": lambda text: text.strip().upper(),
}


def main():
    with ProcessPoolExecutor(1) as executor:
        for name, function in FILTERS.items():
            print(name, executor.submit(function, " Tea ").result())


if __name__ == "__main__":
    main()
