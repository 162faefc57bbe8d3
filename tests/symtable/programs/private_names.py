# Private names are mangled by the innermost class, its leading underscores stripped.
import sys as __sys


class _Private:
    __attribute = 1
    __dunder__ = 2
    _single = 3
    ___three = 4
    __ = 5
    ____ = 6
    __trailing_ = 7

    def __method(self, __parameter, *__rest, __keyword=__attribute, **__others):
        __local = self.__attribute
        import __package
        import __package.module
        import __package.module as __alias
        from __module import __name, other as __renamed
        global __global
        __global = 1
        f(__label=__local)

        def nested():
            nonlocal __local
            __local = __parameter
            return __rest, __keyword, __others, __alias

        return [__item for __item in __rest], lambda __a=__local: (__a, __parameter), nested

    class __Inner:
        __own = __dunder__

        def read(self):
            return __own, __Inner, self.__own

    class Other(__Inner, key=__attribute):
        def read(self):
            return __own, __Inner

    try:
        pass
    except OSError as __error:
        pass
    with open("f") as __opened:
        del __opened
    for __index in ():
        pass
    __annotated: __attribute = 1
    [__walrus for __x in ()]


class __Double:
    def read(self):
        return __sys, __Double


class ___:
    __not_mangled = 1

    def read(self):
        return __not_mangled


def outer(__argument):
    class Local:
        value = __argument

        def read(self):
            return __argument, __free

    __free = 1
    _Local__argument = 2
    _Local__free = 3
    return Local
