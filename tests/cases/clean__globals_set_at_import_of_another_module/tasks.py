factor = 1
scaling = None


def configure(value):
    global factor
    factor = value


def begin(value):
    global scaling
    scaling = value


def work(x):
    return x * factor


def scale(x):
    return x * scaling
