# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "['ann: 3 kg', 'bo: 5 kg']\n"
# require = ['initargs=\(unit,\)']
# forbid = ["partial"]
# note = "The initializer of a `ProcessPoolExecutor` sets a global in each worker; what it captures goes through `initargs`."
# ///
from concurrent.futures import ProcessPoolExecutor

_unit = None


def label(item):
    name, weight = item
    return f"{name}: {weight} {_unit}"


def label_all(items, unit):
    def prepare():
        global _unit
        _unit = unit

    with ProcessPoolExecutor(max_workers=2, initializer=prepare) as executor:
        return list(executor.map(label, items.items()))


if __name__ == "__main__":
    print(label_all({"ann": 3, "bo": 5}, "kg"))
