# The first iterable of a comprehension is evaluated outside of it; its targets are invisible there.
def function(rows, x):
    plain = [x for x in rows]
    nested = [[cell + x for cell in row] for row in rows]
    twice = [y for x in rows for y in x if x if y]
    shadow = [x for x in x]
    mapping = {key: value for key, value in rows if key in plain}
    mapping_of_lambdas = {(lambda: key): (lambda: value) for key, value in rows}
    unique = {x for x in (y for y in rows)}
    lazy = (a.b for a.b in rows)
    item = [a[x] for a[x] in rows]
    star = [tail for head, *tail in rows]
    total = sum(x * plain[0] for x in rows)
    first = [n for n in [m for m in [k for k in rows]]]
    inner = [[q for q in p] for p in rows if [r for r in p if r in plain]]
    conditional = [z if z else plain for z in rows]
    return plain, nested, twice, shadow, mapping, unique, lazy, total, first


class Body:
    names = ["a"]
    other = [name for name in names]
    second = [(name, value) for name in names for value in len(name) * [1]]
    hidden = [names for _ in range(3)]
    generated = list(names for _ in names)

    def method(self):
        return [names for _ in self.names]

    class Inner:
        names = [names for names in names]


module_level = [i for i in range(3)]
module_lambda = [lambda: i for i in range(3)]
module_generator = (lambda: i for i in range(3))


def defaults(f=[j for j in range(3)], *, g={k: k for k in range(3)}):
    return [lambda a=item, *, b=f: (a, b, item) for item in f]


def same_name_in_two(x):
    def inner():
        return [x for x in range(3)], [y for y in range(3)], y

    y = 1
    return inner


def conditions(f, rows):
    return [f(x, key=lambda z: (x, z, f)) for x in rows if any(x == w for w in rows) if not x]
