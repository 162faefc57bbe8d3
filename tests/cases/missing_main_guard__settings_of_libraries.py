# /// case
# expect = "fix"
# codes = ["MP301"]
# stdout = "12 ['mine'] text/x-mine\n"
# require = ['^csv.field_size_limit', '^csv.register_dialect', '^mimetypes.add_type']
# note = "What is set in modules of the standard library is needed in a child: it stays outside the guard."
# ///
import csv
import mimetypes
from multiprocessing import Pool

csv.field_size_limit(12)
csv.register_dialect("mine", delimiter="|")
mimetypes.add_type("text/x-mine", ".mine")


def settings(name):
    dialects = [dialect for dialect in csv.list_dialects() if dialect == "mine"]
    return csv.field_size_limit(), dialects, mimetypes.guess_type(name)[0]


with Pool(1) as pool:
    print(*pool.apply(settings, ("a.mine",)))
