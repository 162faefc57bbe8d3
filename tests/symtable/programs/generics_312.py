# Type parameters (PEP 695): a scope around the function, class or alias; bounds are evaluated lazily.
from typing import Callable

outside = int


def f[T: (int, outside), *Ts, **P](x: T, *args: *Ts, default=T) -> Callable[P, T]:
    local: T = x
    return lambda: (T, Ts, P, x, local)


def captured(base, bound, T):
    class C[T: bound, U: lambda: bound](base[T], metaclass=U):
        attribute = T

        def method[V: T](self, x: attribute, y: V = attribute) -> U:
            return T, U, V, attribute, super().method, C

        type Alias[W: attribute] = dict[W, attribute, T, bound]
        type Plain = attribute | T

        def plain(self, x: T):
            return self.attribute, attribute, T

        class Inner[T](base):
            x: T
            attribute = attribute

            def method[X: attribute](self: X):
                return T, X, attribute

    @base(T)
    @(lambda f: T)
    def g[T](x: T = T, *, y: (lambda: T) = bound):
        return T, x, [T for _ in T]

    async def h[T: g](x: T):
        return T, g

    type A[T] = T | base
    type B = A[T]
    type C2 = lambda: B
    return C, g, h, A, B


class D[T, S]:
    def method(self) -> T:
        def inner[S](x: S) -> T:
            return S, T

        return inner

    @property
    def value(self) -> S:
        return super().value


type Recursive = list[Recursive]
type Generic[A: Recursive, *B, **C] = Callable[C, tuple[A, *B]]
type type = int
type type[type: type] = type
type X = int; type Y = X


def uses_type(type):
    type = 1
    type X = type
    return lambda: X


class E:
    x = 1

    def f[T: x](self, y: x) -> x:
        return x, T

    type A = x

    class G[T: x](x):
        y = x

        def f(self):
            return x, T
