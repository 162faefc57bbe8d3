# /// case
# expect = "fix"
# codes = ["MP101", "MP102"]
# stdout = "total 60.0\nweekly ['TEA!', 'CAKE!']\nlabels ['<tea>', '<cake>']\nprices [2.0, 4.0]\nchecked tea\n"
# fork_works = false
# note = "Fourteen modules with wrappers three levels deep, over packages and relative imports: one run repairs them all."
# ///
"""Prints every report of the shop."""
from shop.reports import daily, weekly
from shop.prices import double_prices
from shop.tools.text import labels
from shop.checks import check_all


def main():
    print("total", daily.total([10.0, 20.0], 2))
    print("weekly", weekly.shouted(["tea", "cake"], "!"))
    print("labels", labels(["tea", "cake"]))
    print("prices", double_prices([1.0, 2.0]))
    check_all(["tea"], "checked")


if __name__ == "__main__":
    main()
