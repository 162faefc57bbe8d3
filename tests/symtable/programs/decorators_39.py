# Decorators of any form (PEP 614).
def outer(a, b):
    @a[b].c(lambda: a)
    @(lambda f: b)
    @[a for a in b][0]
    @(named := a)
    def f():
        return named, a

    @a if b else (lambda: f)
    class C:
        @(in_class := b)
        def method(self):
            return in_class, f, C

    return f, C
