"""Lambdas in every place."""
import dataclasses
import functools

double = lambda x: 2 * x
pick = {"a": lambda x: x, "b": lambda x: -x}


class Shape:
    area = lambda self, k=2: self.side ** k
    orders = [lambda v: v, lambda v: -v]

    def __init__(self, side):
        self.side = side
        self.scale = lambda k: self.side * k


@dataclasses.dataclass
class Rule:
    check: object = lambda value: value > 2
    score: object = dataclasses.field(default=lambda value: -value)


def outer(rows, weight, key=lambda row: row[1]):
    best = lambda row: row[0] * weight
    rows = sorted(rows, key=lambda row: key(row) * weight)
    rows.sort(key=(lambda row:
                   row[0]))  # by the first
    chained = (lambda a: lambda b: a + b + weight)(1)(2)
    total = functools.reduce(lambda a, b: a + b, map(lambda row: row[0], rows), 0)
    table = {"w": lambda x: x + weight}
    adders = [lambda x, k=k: x + k for k in range(3)]
    if weight: add = lambda x: x + 1
    else: add = lambda x: x - 1
    text = (lambda: f"{weight}")()
    return best(rows[0]), rows, chained, total, table["w"](1), [add(1) for add in adders], add(5), text


print(double(3), pick["b"](4), Shape(3).area(), Shape(4).scale(2), Shape.orders[1](5))
print(outer([(2, 1), (1, 9)], 3))
print(max([3, 1, 2], key=lambda v: -v))
print(Rule().check(3), Rule(abs).check(-3), Rule().score(3))
