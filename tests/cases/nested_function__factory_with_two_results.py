# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[5, 5, 3] 5\n[5, 6, 4] 9\n"
# fork_works = false
# note = "The factory returns one of two nested functions; what it returns is used as a task and called directly."
# ///
import multiprocessing


def make_limiter(low, high):
    def clamp(value):
        return max(low, min(high, value))

    def raise_to(value):
        return max(low, value)

    if high is None:
        return raise_to
    return clamp


def main():
    values = [5, 6, 3]
    with multiprocessing.Pool(2) as pool:
        for low, high in ((0, 5), (4, None)):
            limit = make_limiter(low, high)
            print(pool.map(limit, values), limit(9))


if __name__ == "__main__":
    main()
