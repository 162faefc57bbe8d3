from .core.runner import Runner


def double_all(items):
    factor = 2

    def double(x):
        return x * factor

    return Runner(2).map(double, items)
