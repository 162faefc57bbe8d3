# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "tea..|1\nmilk.|2\n"
# note = "Defaults computed where the lambda stands: from the loop variable, and from a list that still grows before the start."
# ///
from multiprocessing import Process


def print_all(words):
    printed, children = [], []
    for word in words:
        printed.append(word)
        show = lambda text=word.ljust(5, "."), count=len(printed): print(text, count, sep="|")
        children.append(Process(target=show))
    for child in children:
        child.start()
        child.join()


if __name__ == "__main__":
    print_all(["tea", "milk"])
