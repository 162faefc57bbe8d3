# Private names of type parameters are mangled by their class; bases are not (Python 3.12 mangles them, too).
class _C[__T: __bound, __U: (__T, lambda: __U)](__Base[__T], __key=__value):
    __attribute: __T

    def method[__V: __W](self, x: __V, y: __Y) -> __T:
        return __T, __U, __V, x

    type __Alias[__X: __attribute] = dict[__X, __T, __attribute]

    class __Inner[__S](__Base2, __attribute, __S):
        def read(self):
            return __S, __T, __Inner

    def generic[T](self):
        class Local[T](__T, __Local): pass
        return __generic


def f[__P](x: __P): return __P
class D:
    class E[T](__Base): pass
    def g[T: __Bound](self: __Self): pass
