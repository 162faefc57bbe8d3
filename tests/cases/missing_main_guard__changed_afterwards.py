# /// case
# expect = "fix"
# codes = ["MP301"]
# stdout = "3 items\n[4]\n4 items\n"
# require = ['^Unit\.name = "cm"$', '^    items\.append\(9\)$', '^    items\.append\(index \* 2\)$']
# note = "What makes a table stays outside; a change behind code that reads it goes under the guard, after that code."
# ///
from concurrent.futures import ProcessPoolExecutor

items = []
for index in range(3):
    items.append(index * 2)


class Unit:
    name = "m"


Unit.name = "cm"


def pick(index):
    return items[index] if Unit.name == "cm" else None


print(len(items), "items")
with ProcessPoolExecutor() as executor:
    print(list(executor.map(pick, [2])))

items.append(9)
print(len(items), "items")
