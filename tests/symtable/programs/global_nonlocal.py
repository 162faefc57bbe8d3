# `global` and `nonlocal`, with and without a use.
counter = 0
global declared_at_module
declared_at_module = 1


def outer():
    counter = 1
    state = 2
    unused = 3

    def increment():
        global counter
        counter += 1

        def reads():
            return counter

        return reads

    def change():
        nonlocal state, unused
        state = 4

        def deeper():
            nonlocal state
            del state

        return deeper

    def only_declares():
        global never_used
        nonlocal unused

    def imports():
        global sys
        import sys
        nonlocal state
        import os as state

    def defines():
        global Made, made
        nonlocal state

        class Made:
            pass

        def made():
            return Made, made

        class state:
            pass

    def loops():
        global item, error, opened, target
        for item in range(3):
            pass
        try:
            pass
        except OSError as error:
            pass
        with open("f") as opened:
            target += 1
        return lambda: (item, error, opened, target)

    return counter, increment, change, only_declares, imports, defines, loops


def reads_through():
    state = 1

    def middle():
        def inner():
            return state

        return inner

    return middle


def shadowed_by_global():
    counter = 1

    def middle():
        global counter

        def inner():
            return counter

        return inner

    return middle, counter
