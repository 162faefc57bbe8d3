# Annotations that are never evaluated: nothing in them is used, lambdas in them are not there.
from __future__ import annotations
def outer(T, U, V):
    def f(a: T, /, b: "T", *args: U, c: V = T, **kwargs: (lambda: T)) -> [U for U in V]:
        local: T = a
        other: U
        a.b: V = 1
        return local

    class C:
        x: T
        y: U = T

        def method(self, x: x, y: T = U) -> y:
            z: V

            def inner(w: V) -> T:
                return z

            return inner

    lambda x=T: (x, V)
    return f, C


def generic(dict, list, a, b):
    x: dict[a, list[b]] = 1
    y: list[a].member
    z: dict[a:b]
    w: a | b | None
    v: list[lambda: a]

    def f(x: dict[str, a] = b) -> list[a]:
        return x

    return f
