# `:=` in a comprehension binds in the function around it (PEP 572).
def function(rows):
    if (n := len(rows)) > 3:
        print(n)
    found = [last := row for row in rows]
    nested = [[deep := cell for cell in row] for row in rows]
    any((witness := row) for row in rows)
    return last, deep, witness, found, nested


def in_lambda(rows):
    return [(lambda: (inside := row)) for row in rows]


def declared(rows):
    global first

    def inner():
        nonlocal second
        return [second := row for row in rows]

    second = None
    return [first := row for row in rows], inner


def captured(rows):
    [kept := row for row in rows]
    return lambda: kept


module_level = [from_module := i for i in range(3)]
module_nested = [[from_nested := j for j in [i]] for i in range(3)]
print(from_module, (plain := 3), plain)


def default(a=(in_default := 1)):
    return in_default, a


class Body:
    (in_class := 1)
    method = lambda self: (in_class, (local := 1), local)


def while_loop(read):
    while chunk := read():
        yield chunk
    x = y = (z := 0)
    f"{(w := z)}"
    return [x, y, w]


def subscripts(a):
    a[(b := 1)], a[(c := 1) : (d := 2)]
    return {(e := 1), b, c, d, e}
