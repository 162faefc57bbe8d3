# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[Decimal('3.60'), Decimal('1.20')]\n"
# fork_works = false
# note = "The annotations are evaluated when the `def` runs, and name a class that the encloser imports; the body uses it as well."
# ///
from multiprocessing import Pool


def add_tax(prices: list[str], rate: str):
    from decimal import Decimal

    def with_tax(price: str) -> Decimal:
        total: Decimal = Decimal(price) * (1 + Decimal(rate))
        return total.quantize(Decimal("0.01"))

    with Pool(2) as pool:
        return pool.map(with_tax, prices)


if __name__ == "__main__":
    print(add_tax(["3", "1"], "0.2"))
