# Captures in every form of pattern.
def f(subject, Color, other, ns):
    match subject:
        case 1 | -1 | 2.0 | -3 + 4j | "text" "more" | None | True | b"bytes":
            pass
        case Color.RED | ns.a.b:
            pass
        case [a, b, *rest]:
            pass
        case (c, (d), [e], _, *_):
            pass
        case {"key": g, Color.RED: h, 1: {"deep": i}, **others}:
            pass
        case Color(j, x=k, y=[l], z=Color(m)):
            pass
        case ns.Color(n, x=1 | 2, y=None):
            pass
        case [1 | 2 as o, ("a" | "b") as p]:
            pass
        case {"k": [q] | (q, _)}:
            pass
        case Color() as r if r > other:
            pass
        case s, t, *u:
            pass
        case *v, w:
            pass
        case (x):
            pass
        case y if y:
            pass
        case Color(x=z) | Color(y=z):
            pass
        case Color(x=(1 | 2) as aa, y=[bb, *cc]) as dd:
            pass
        case [Color(x=ee), {"f": Color.RED}]:
            pass
        case (ff,) | [ff]:
            pass
        case _:
            pass
    return lambda: (a, b, rest, c, d, e, _, g, h, i, others, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, key,
                    aa, bb, cc, dd, ee, ff, Color, ns, other, RED)


def captures_below(x):
    match x, lambda: x:
        case match:
            return lambda: match
    match (x):
        case case, type:
            return lambda: (case, type)
    match x:
        case match.case if (lambda: x)():
            pass
    match [y for y in x]:
        case [str() | int() as z, *_]:
            return [z for z in z]


class C:
    match __x:
        case __private if __private:
            pass
        case {"a": __value, **__rest}:
            pass
        case __Class(__attribute=__captured):
            pass

    def method(self):
        return __private


def with_parentheses(a, b):
    with (a as x, b as y,):
        pass
    with (a as x):
        pass
    with (a, b as z):
        pass
    with (
        a() as p,
        b(lambda: p) as (q, r),
    ):
        pass
    with (a, b):
        pass
    return lambda: (x, y, z, p, q, r)


match module_level:
    case captured:
        pass
