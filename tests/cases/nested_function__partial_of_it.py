# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "['<b>tea</b>', '<b>milk</b>']\n['<i>tea</i>', '<i>milk</i>']\n"
# fork_works = false
# require = ['^def wrap\(brackets, tag, text\):$']
# forbid = ['^from functools', '^import functools$']
# note = "The program makes a partial of the nested function itself, through `ft.partial`; the capture goes in front of what is given there."
# ///
import functools as ft
from multiprocessing import Pool


def mark_up(words, brackets):
    def wrap(tag, text):
        opening, closing = brackets
        return f"{opening}{tag}{closing}{text}{opening}/{tag}{closing}"

    bold = ft.partial(wrap, "b")
    with Pool(2) as pool:
        print(pool.map(bold, words))
        print(pool.map(ft.partial(wrap, "i"), words))


if __name__ == "__main__":
    mark_up(["tea", "milk"], "<>")
