# The names of a class are invisible to the functions in it, but not to its body, decorators and bases.
x = 0


def outer(x, y, base):
    class Local(base, metaclass=y, keyword=x):
        x = x
        y: x = y
        listed = [x for _ in x]
        nested = lambda self: (x, y, listed)

        def method(self, default=x, *, other=y):
            return x, y, listed, default, Local

        class Inner(nested):
            y = x
            inner = y

            def method(self):
                return x, y, inner, Inner

        del y

    return Local


class Global:
    x = x

    def method(self):
        return x

    @staticmethod
    def make():
        x = 1

        class Made:
            x = x
            z = x

            def read(self):
                return x, z

        return Made


def rebinds_in_class():
    x = 1
    free = 2

    class C:
        global x
        x = 3

        def method(self):
            return x, free

    class D:
        nonlocal x
        x = 3

        def method(self):
            return x

    class E:
        def method(self):
            return free

        free = 5
        other = free
