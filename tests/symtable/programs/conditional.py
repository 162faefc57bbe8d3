# Names that are bound in branches, in loops and after their use.
def f(flag):
    if flag:
        def helper():
            return value
    else:
        def helper():
            return later
    try:
        value = 1
    except Exception:
        value = 2
    finally:
        later = 3
    while flag:
        class helper2:
            x = value
        break
    else:
        helper2 = None
    assert flag, (lambda: later)
    raise error from (lambda: value)
    return helper, helper2


def g(x):
    def h():
        return x if y else [z for z in x if y], (not x, -y, x < y < w, x and y or w)

    y = 1
    w = h()[0]
    return w
