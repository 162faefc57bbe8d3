# `super` counts as a use of `__class__`, which every class provides to the functions in it.
class A:
    def plain(self):
        return super().plain()

    def explicit(self):
        return __class__

    def nested(self):
        def inner():
            return super

        return inner, [super for _ in ()], (super().x for _ in ()), lambda: super().y

    def neither(self):
        return self.super, dict(super=1)

    def rebinds(self, super):
        super = 1
        return super

    super
    lazy = lambda self: super().lazy
    value = (super() for _ in ())

    class Inner(lambda: super()):
        own = __class__

        def method(self, default=super, other=lambda: super):
            return super().method()

    @super
    def decorated(self):
        class Local(super().x):
            def method(self):
                return super()

        return Local


class Own:
    __class__ = 1

    def read(self):
        return super().read(), __class__


def function(super_class):
    super().x

    class Local:
        def method(self):
            super

            def deeper():
                return __class__, super_class

            return deeper

        super_class = super_class

    return lambda: super


def local_cell(__class__):
    class C:
        seen = __class__

        def method(self):
            return __class__

    return __class__, lambda: __class__


class Declares:
    global __class__
    __class__ = 42

    def f(self):
        return __class__


[super for _ in ()]
super()
