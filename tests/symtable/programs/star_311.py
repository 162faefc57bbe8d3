# Unpacking in subscripts and annotations (PEP 646), `except*` (PEP 654).
def f(Ts, a, b):
    def g(*args: *Ts, **kwargs) -> a[*Ts]:
        return a[*b], a[0, *b], a[*b, *args]

    try:
        pass
    except* (OSError, a) as group:
        kept = lambda: group
    except* b:
        pass
    a[*b] = a
    del a[*b]
    for x in a[*b]:
        pass
    return g, kept


def unpacked(a, b):
    for x in *a, *b:
        yield *a, x
    return *a, *b, lambda: (a, x)
