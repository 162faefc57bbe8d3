# Names are compared in normal form NFKC, whatever their script.
def f(ﬁeld, µ):
    été = 1
    𝔘𝔫𝔦 = 2
    return lambda: (field, μ, été, Uni, ℌ)


class Ｃ:
    __ｘ = 1

    def method(self):
        return __x, _C__x, self.__ｘ
