# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[12, 1]\n"
# fork_works = false
# require = ['pool\.map\(ft\.partial\(product, modulus\), ']
# forbid = ['^from functools', '^import functools$']
# note = "The file knows functools as `ft`: no second import, the partial is `ft.partial`."
# ///
import functools as ft
import multiprocessing
import operator


def products(rows, modulus):
    def product(row):
        return ft.reduce(operator.mul, row) % modulus

    with multiprocessing.Pool(2) as pool:
        return pool.map(product, rows)


if __name__ == "__main__":
    print(products([[3, 4], [5, 7, 2]], modulus=23))
