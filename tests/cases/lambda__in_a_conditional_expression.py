# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "[6, 12]\n[5, 10]\n"
# fork_works = false
# note = "Two lambdas to choose from, inline in the call; both reach the pool."
# ///
from multiprocessing import Pool


def net_prices(prices, rate, taxed):
    with Pool(2) as pool:
        return pool.map((lambda price: price + price // rate) if taxed else lambda price: max(price, 0), prices)


if __name__ == "__main__":
    print(net_prices([5, 10], 5, taxed=True))
    print(net_prices([5, 10], 5, taxed=False))
