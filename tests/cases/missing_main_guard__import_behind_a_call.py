# /// case
# expect = "fix"
# safe = false
# codes = ["MP301"]
# stdout = "prepared\n[1]\n"
# note = "A call of the script may prepare something for an import below it, which now comes first: unsafe."
# ///
from multiprocessing import Pool


def prepare():
    print("prepared")


prepare()
import string


def count(text):
    return len([letter for letter in text if letter in string.ascii_letters])


with Pool(1) as pool:
    print(pool.map(count, ["a1"]))
