# Expressions in formatted strings, nested ones included.
def f(a, b, width):
    x = f"{a} {b!r} {a:{width}} {a + b:>{width}.{b}} {{no}} {a!s:{width}}"
    y = f"{(lambda: a)()} {[b for b in a]} {f'{a}{b}'}" "plain {no}" f"{x}"
    z = f"""
    {a
     + b} {(lambda:
        width)}
    """
    v = f"{a=} {b = !r:>{width}}" rf"\{a}" F"{b}" fr'{x:\d}'
    w = f"{'nested'}{a['key']}{a[b]}{a.b}{ {a: b} }{ {c for c in a} }"
    return lambda: f"{x}{y}{z}{v}{w}{a:{b}}"


class C:
    __private = 1

    def method(self, name):
        return f"{__private}{self.__private}{super().method()}{name!a}"


b"{no}", "{no}", u"{no}", r"\{no}"
f"{module}" f"{(lambda: module)}"
f"{x,}{*y, z}{(yield_)}"
