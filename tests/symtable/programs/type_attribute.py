# An assignment to `type(x).attribute` is no type alias.
def f(x, v, key):
    type(x).attribute = v
    type(x).attribute = lambda: v
    type(x)[key] = v
    type(x).a.b = v
    type(x).a[key](v).b = lambda: key
    type[x] = v
    type[x].y = v
    type[x][key] = v
    type(x).a = type(x).b = v
    type(x).a += v
    type(x).a: key = v
    type(x).a, type(v).b = v
    type (x).a = [v for _ in x]
    type(x, (v,), {}).a = key
    type(x).a = yield
    type = x
    return type, (lambda: type)


class C:
    def method(self):
        type(self).count = count
        type(self).__private = self.__private
        type(self).lazy = lambda: super


type(C).attribute = C
type(C)[0] = [C for _ in range(3)]
