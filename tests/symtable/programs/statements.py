# `except`, `with`, `for`, `del` and assignments: what binds and what only reads.
def excepts():
    try:
        risky()
    except (OSError, ValueError) as error:
        handler = lambda: error
    except:
        pass
    else:
        done = 1
    finally:
        last = lambda: done
    return error, handler, last


def withs(a, b):
    with a as x, b as (y, [z, *w]), a.open() as a.attribute, b as b[x]:
        pass
    with (a) as p:
        pass
    with (a, b) as q:
        pass
    with (yield) as r:
        pass
    with a:
        pass
    with (a.b):
        pass
    return lambda: (x, y, z, w, p, q, r)


def fors(a, b, c):
    for a.attribute in b:
        pass
    for a[i], (x, *y) in c:
        pass
    for *head, tail in c:
        pass
    else:
        after = tail
    for [k, v] in c:
        pass
    for (single) in c:
        pass
    for one, in c:
        pass
    return lambda: (x, y, head, tail, k, v, single, one, after)


def deletes(a, b):
    global g
    del g
    del local
    del a.x, b[local2]
    del (one, [two, three.x]), (four)
    return lambda: (one, two, three, four, a)


def assignments(a, i):
    x = y = z = a
    a.b = a[i] = i
    (p), [q, (r, *s)] = a
    t, = u, *v.w, = a
    x += 1
    a.c += x
    a[y] |= z
    m: int = 1
    n: int
    (o): int
    (bound): int = 1
    a.d: str = "s"
    a[i]: later
    i[m]: int = 1
    return lambda: (p, q, r, s, t, u, v, o, m, n, bound)


def prints(file, value):
    print >>file, value
    print
    print -1
    exec
    exec("x", {})
    match = case = type = _ = 1
    match, case, type, _
    match[case] = type
    match(case)
    match.case
    type.x = 1
    return [match, print, exec, type]


def soft_keywords(match, case, type):
    return lambda: (match, case, type)
