import second


def start(function, items):
    return second.run(function, items)


def workers():
    return 2
