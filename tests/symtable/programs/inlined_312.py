# Python 3.12 merges comprehensions into the function around them (PEP 709).
def f(rows):
    [x for x in rows]
    [y for x in rows for y in x if (lambda: y)]
    [outer for outer in [x for x in rows]]
    g = [lambda: (x, rows) for x in rows]
    return x, g


def free(x, rows):
    def g():
        return [x for _ in rows], {y: z for y in rows}

    z = y = 1
    return g


def mixed(x, rows):
    def first():
        [x for x in rows]
        return [x for _ in rows]

    def second():
        [x for _ in rows]
        return [x for x in rows]

    def third():
        [x for x in rows]
        return x, [lambda: x for _ in rows]

    def fourth():
        [[x for x in rows] for y in [x for _ in rows]]
        return [lambda: x for x in rows], [lambda: (x, y) for y in rows]

    return first, second, third, fourth


class C:
    x = 1
    a = [x for x in x]
    b = [y for y in x for z in x]
    c = [lambda: (x, d) for d in a]
    e = {x: [x for _ in f] for f in a}

    def method(self):
        return [super().x for _ in a], [__class__ for _ in a]

    z = (__class__ for _ in a)


[module for module in ()]
[lambda: (module, other) for other in module]
