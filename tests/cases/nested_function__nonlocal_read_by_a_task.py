# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[8, 10]\n"
# fork_works = false
# require = ['^def with_fee\(fee, price\):$', '^def total\(']
# forbid = ["nonlocal"]
# note = "`nonlocal` in a pool task and in its helper, but nobody writes the names: plain captures."
# ///
from multiprocessing import Pool


def totals(prices, fee):
    count = 2

    def with_fee(price):
        nonlocal fee
        return price + fee

    def total(price):
        nonlocal count, fee
        return count * with_fee(price) if fee else price

    with Pool(2) as pool:
        return pool.map(total, prices)


if __name__ == "__main__":
    print(totals([3, 4], fee=1))
