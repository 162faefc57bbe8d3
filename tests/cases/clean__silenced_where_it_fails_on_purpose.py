# /// case
# expect = "clean"
# stdout = "apply: no lambdas\nmap: no nested functions\nboth: no lambdas, no nested functions\nsubmit: no lambdas\n"
# note = "A program that shows what a pool refuses: each finding is silenced on its line, with and without codes, in either form."
# ///
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool


def main(step):
    def add(number):
        return number + step

    with Pool(1) as pool:
        try:
            pool.apply(lambda: step)  # mpfix: ignore[MP102]
        except Exception:
            print("apply: no lambdas")
        try:
            pool.map(
                add,  # mpfix: ignore
                [1, 2],
            )
        except Exception:
            print("map: no nested functions")
        try:
            pool.starmap(add, [(pool.apply(lambda: 1),)])  # mpfix: ignore[MP101, MP102]
        except Exception:
            print("both: no lambdas, no nested functions")
    with ProcessPoolExecutor(1) as executor:
        future = executor.submit(lambda: step)  # noqa: E731,MP102
        print("submit: no lambdas" if future.exception() else "worked")


if __name__ == "__main__":
    main(1)
