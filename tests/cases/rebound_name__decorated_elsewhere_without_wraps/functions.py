def checked(function):
    def check(x):
        assert x > 0
        return function(x)

    return check


@checked
def square(x):
    return x * x
