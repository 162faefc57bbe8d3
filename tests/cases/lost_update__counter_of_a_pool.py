# /// case
# expect = "advice"
# codes = ["MP401"]
# stdout = "0 of 5 are odd\n"
# mentions = ["return what belongs in `odd`"]
# note = "A task counts in a global. Each worker has its own count, and nobody adds them up."
# ///
import multiprocessing

odd = 0


def classify(n):
    global odd
    if n % 2:
        odd += 1
    return n % 2


def main():
    with multiprocessing.Pool(2) as pool:
        kinds = pool.map(classify, range(5))
    print(f"{odd} of {len(kinds)} are odd")


if __name__ == "__main__":
    main()
