def checked(function):
    def inner(*args):
        return function(*args)

    return inner
