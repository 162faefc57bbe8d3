import state


def clip(value):
    return min(value, state.limit)
