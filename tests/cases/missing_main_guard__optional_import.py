# /// case
# expect = "fix"
# codes = ["MP301"]
# stdout = "['{}', '[]']\n"
# require = ['^try:$', '^except ImportError:$', '^    import json$']
# note = "An import that may fail stays outside, whatever its handler says: the workers need the name."
# ///
from multiprocessing import Pool

try:
    import json
except ImportError:
    print("no json")
    raise SystemExit(1)


def dump(value):
    return json.dumps(value)


with Pool(2) as pool:
    print(pool.map(dump, [{}, []]))
