# Defaults and decorators are evaluated outside of the function, the last parameter included.
def outer(a, b, decorate):
    @decorate(a, lambda c: (a, c))
    @decorate.attribute(b)
    def f(a=a, b=b, /, c=a, *args, d=b, e: a = (lambda b: b), **kwargs) -> b:
        return a, b, c, args, d, e, kwargs, f

    @decorate
    async def g(*, a=[lambda: a for a in b]):
        return a

    @decorate(lambda: b)
    class C(a, lambda: b):
        @decorate
        @property
        def method(self, value=a, other=lambda self: self):
            return value, b

        attribute = decorate

        @attribute
        def decorated(self, value=attribute):
            return value

    h = lambda a=a, *b, c=(lambda: a), **d: (a, b, c, d)
    k = lambda: (yield a)
    m = lambda x, /, y=a, *, z: (x, y, z)
    return f, g, C, h, k, m


def shadowed_default(x=1):
    def inner(x=x):
        def deeper(x=x):
            return x

        return deeper

    return inner


def loops():
    fs = []
    for i in range(3):
        fs.append(lambda i=i, *, j=(lambda: i): (i, j))
        fs.append(lambda: i)
    return fs


def lambda_in_order(a, b, c, d, e):
    return f(k=lambda: a, *[lambda: b], **{"x": lambda: c}) if (lambda: d)() else (lambda: e)


def dictionary_in_order(a, b, c, d):
    return {(lambda: a): (lambda: b), **(lambda: c)(), (lambda: d): 1}
